import { InputError } from "../../core/errors.ts";
import { isObject, quoteJson, toPlainJson, type JsonObject } from "../json/jsonValue.ts";
import type { GridRead, Place } from "./gridRead.ts";
import { textFromJson, unknownKeys } from "./panelFromJson.ts";

export const DOCUMENT_FORMAT = "loss-landscape/grids";
export const DOCUMENT_VERSION = 1;

const KNOWN_KEYS = new Set(["format", "version", "generator", "spec", "panels"]);

/** What a grid document says beside its panels; refuses other formats and versions. */
export function documentHead(value: JsonObject, at: Place): GridRead["document"] {
  if (value.format !== undefined && value.format !== DOCUMENT_FORMAT) {
    throw new InputError(
      `${at("format")}: ${quoteJson(value.format)}, expected "${DOCUMENT_FORMAT}"`,
    );
  }
  if (value.version !== undefined && value.version !== DOCUMENT_VERSION) {
    throw new InputError(
      `${at("version")}: ${quoteJson(value.version)}, expected ${DOCUMENT_VERSION}`,
    );
  }
  const spec = value.spec ?? {};
  if (!isObject(spec)) {
    throw new InputError(`${at("spec")}: ${quoteJson(spec)}, expected an object`);
  }
  const extra = unknownKeys(value, KNOWN_KEYS, at);
  return {
    generator: textFromJson(value, "generator", at),
    spec: Object.fromEntries(
      Object.entries(spec).map(([key, part]) => [key, toPlainJson(part, at("spec"))]),
    ),
    ...(extra && { extra }),
  };
}
