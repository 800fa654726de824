import { loadDocument } from "../sources/document.ts";
import { GENERATOR } from "../generator.ts";
import { fileDigest } from "../sources/inputFiles.ts";
import { drawPicture, PICTURE_OPTIONS, type PictureOptions } from "../picture.ts";
import { resolveSources } from "../sources/sources.ts";
import type { Recorded } from "./recorded.ts";

/** What drawing a picture again has shown. */
export interface Check {
  isSame: boolean;
  /** What is not as it was, a sentence each. */
  differences: string[];
}

/** Draws a picture again, in memory, and compares the bytes. */
export async function checkRecorded(recorded: Recorded): Promise<Check> {
  const { bytes, format, software, given, files, isUnchanged } = recorded;
  const differences: string[] = [];
  if (!isUnchanged) differences.push("the picture was changed after it was made");
  if (software !== GENERATOR) differences.push(`it was made by ${software}, this is ${GENERATOR}`);
  for (const { name, sha256 } of files) {
    if (name === "-") continue;
    const found = await fileDigest(name).catch(() => {
      throw new Error(`cannot read ${name}, from which the picture was made`);
    });
    if (found !== sha256) differences.push(`${name} has changed: sha256 ${found}, not ${sha256}`);
  }
  const options: PictureOptions = resolveSources(PICTURE_OPTIONS, { ...given, format });
  const document = await loadDocument(options, { onNote: () => {} });
  const drawn = await drawPicture(document, options, () => {});
  return { isSame: bytes.equals(drawn), differences };
}
