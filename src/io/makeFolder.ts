import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../core/errors.ts";
import { cannotWrite, errorCode } from "./fileError.ts";

/**
 * Makes a folder and those above it, where they are missing. (Node's own recursion never returns
 * under `/proc`.)
 *
 * @throws InputError where a file stands there
 * @throws Error `cannot write FOLDER: REASON`
 */
export function makeFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found) throw new InputError(`${folder}: a file, expected a folder`);
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been first.
    if (errorCode(error) !== "EEXIST") throw cannotWrite(folder, error);
  }
}
