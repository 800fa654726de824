import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { InputError } from "../../core/errors.ts";
import { errorCode } from "../../io/fileError.ts";
import { shown } from "../options/shown.ts";

/**
 * A path of the manifest as an absolute one.
 *
 * @param folder what it is relative to, and has to stay in, symbolic links followed
 * @throws InputError where it leads outside and `allowOutside` is not set
 */
export function containedPath(folder: string, path: string, allowOutside: boolean): string {
  const absolute = resolve(folder, path);
  if (allowOutside) return absolute;
  const inside = relative(realPath(resolve(folder)), realPath(absolute));
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new InputError(`${shown(path)}: leads out of the folder; --allow-outside permits it`);
  }
  return absolute;
}

/** Links resolved as far as the path exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) !== "ENOENT" && errorCode(error) !== "ENOTDIR") {
      throw new InputError(`${shown(path)}: ${errorCode(error) ?? "not a path"}`);
    }
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}
