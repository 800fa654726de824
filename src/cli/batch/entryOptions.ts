import { InputError } from "../../core/errors.ts";
import { FIGURE_OPTIONS, type FigureGiven } from "../options/commandOptions.ts";
import type { OptionDefinition } from "../options/definition.ts";
import { nearest } from "../options/nearest.ts";
import { joinList } from "../options/parseList.ts";
import { readOption } from "../options/readOption.ts";
import { shown } from "../options/shown.ts";
import type { ManifestFigure } from "./readManifest.ts";

/**
 * An entry's options through the parsers of the command line.
 *
 * @throws InputError that names the option
 */
export function entryOptions(options: ManifestFigure): FigureGiven {
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(FIGURE_OPTIONS, name)) throw unknownOption(name);
    // null takes a default back.
    if (value !== null) given[name] = entryValue(name, definitions[name], value);
  }
  return given as FigureGiven;
}

const definitions: Record<string, OptionDefinition> = FIGURE_OPTIONS;

function entryValue(name: string, definition: OptionDefinition, value: unknown): unknown {
  if (definition.kind === "flag") {
    if (typeof value !== "boolean") throw wrong(name, value, "true or false");
    return value;
  }
  if (definition.kind === "files") {
    const files: unknown[] = Array.isArray(value) ? value : [value];
    if (files.length === 0) throw wrong(name, value, "a file name or an array of them");
    return files.map((file) => {
      if (typeof file !== "string" || file === "-") throw wrong(name, file, "a file name");
      return readOption(name, definition.parse, file);
    });
  }
  const text = valueText(value, definition.separator);
  if (text === undefined) throw wrong(name, value, "a text, a number or an array of them");
  return readOption(name, definition.parse, text);
}

function valueText(value: unknown, separator: "," | ":"): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (!Array.isArray(value)) return undefined;
  const items = value.map((item: unknown) =>
    typeof item === "string" || typeof item === "number" ? String(item) : undefined,
  );
  if (!items.every((item) => item !== undefined)) return undefined;
  return separator === "," ? joinList(items) : items.join(separator);
}

function wrong(name: string, value: unknown, expected: string): InputError {
  return new InputError(
    `${shown(name)} ${shown(JSON.stringify(value) ?? "")}: expected ${expected}`,
  );
}

function unknownOption(name: string): InputError {
  const closest = nearest(name, [...Object.keys(FIGURE_OPTIONS), "out", "sweep"]);
  return new InputError(
    `unknown option ${shown(name)}${closest ? `; did you mean ${closest}?` : ""}`,
  );
}
