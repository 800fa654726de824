import { readFile } from "node:fs/promises";
import { InputError } from "../../core/errors.ts";
import type { AnyGiven } from "../../core/options/table.ts";
import { namesOf } from "../../core/options/texts.ts";
import { shown } from "../../core/wording.ts";
import { IMAGE_FORMATS, type ImageFormatName } from "../../render/formats/imageFormats.ts";

/** A file that a picture was made from. */
export interface RecordedFile {
  name: string;
  sha256: string;
}

/** What a picture says of its making. */
export interface Recorded {
  bytes: Buffer;
  format: ImageFormatName;
  /** Program and version. */
  software: string;
  /** The options that made it, under the names that a manifest gives them. */
  given: AnyGiven;
  files: RecordedFile[];
  /** Whether the file is as it was written. */
  isUnchanged: boolean;
}

/**
 * Reads what a picture records of its making.
 *
 * @throws InputError where it is no picture, or records nothing
 * @throws Error `cannot read FILE: REASON`
 */
export async function readRecorded(file: string): Promise<Recorded> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `cannot read ${file}: ${error.code === "ENOENT" ? "no such file" : error.message}`,
    );
  });
  for (const format of namesOf(IMAGE_FORMATS)) {
    const { readMetadata, isUnchanged } = IMAGE_FORMATS[format];
    const { Software, Spec, View } = await readMetadata(bytes);
    if (Software === undefined || Spec === undefined || View === undefined) continue;
    const { sha256, files = {}, ...spec } = object(Spec, file);
    const { data, from, path, surface } = spec;
    const digests = typeof data === "string" && sha256 !== undefined ? { [data]: sha256 } : {};
    return {
      ...{ bytes, format, software: Software },
      // Beside the files that hold finished landscapes, what made these is the business of others.
      given: { ...(from === undefined ? spec : { from, path, surface }), ...object(View, file) },
      files: Object.entries({ ...digests, ...(files as object) }).map(([name, digest]) => ({
        name,
        sha256: String(digest),
      })),
      isUnchanged: await isUnchanged(bytes),
    };
  }
  throw new InputError(
    `recipe ${shown(file)}: no picture that records its making; expected a PNG, SVG or PDF file that this program wrote, with its metadata`,
  );
}

function object(text: string, file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below.
  }
  throw new InputError(`recipe ${shown(file)}: its metadata are damaged`);
}
