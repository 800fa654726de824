import {
  constants,
  mkdirSync,
  promises as files,
  rmSync,
  statSync,
  write,
  type Stats,
} from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cannotWrite, errorCode } from "./fileError.ts";
import { temporaryName } from "./temporaryFile.ts";
import { InputError } from "../core/errors.ts";

export type OutputChunks = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

const STANDARD_OUTPUT = 1;
const writeFileDescriptor = promisify(write);

/**
 * Writes the chunks to a file, or to standard output for `-`. A file appears
 * whole or not at all: it is written beside its target and renamed, and the
 * unfinished one is removed on an error and at `process.exit`. Signals are the
 * program's own affair: one that is to leave nothing behind turns them into an
 * exit. A reader of standard output that closes early (`| head`) ends the
 * writing quietly.
 *
 * @returns the bytes written
 * @throws Error `cannot write PATH: REASON`; an error of the chunks themselves passes as it is
 */
export async function writeOutput(path: string, chunks: OutputChunks): Promise<number> {
  if (path === "-") return writeAll("standard output", STANDARD_OUTPUT, chunks);
  const existing = await existingTarget(path);
  if (existing?.isDirectory()) throw new Error(`cannot write ${path}: it is a folder`);
  if (existing && !existing.isFile()) return writeDevice(path, chunks);
  return replaceFile(path, existing, chunks);
}

async function existingTarget(path: string): Promise<Stats | undefined> {
  try {
    const stats = await files.stat(path);
    if (stats.isFile()) await files.access(path, constants.W_OK);
    return stats;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw cannotWrite(path, error);
  }
}

/** Renaming over `/dev/null` or a named pipe would replace it by a file. */
async function writeDevice(path: string, chunks: OutputChunks): Promise<number> {
  const file = await files.open(path, "w").catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
  try {
    return await writeAll(path, file.fd, chunks);
  } finally {
    await file.close();
  }
}

async function replaceFile(
  path: string,
  existing: Stats | undefined,
  chunks: OutputChunks,
): Promise<number> {
  // A symbolic link stays one: the file that it points to is replaced.
  const target = existing ? await files.realpath(path) : path;
  const temporary = join(dirname(target), temporaryName());
  guard(temporary);
  try {
    const file = await files.open(temporary, "wx").catch((error: unknown) => {
      throw cannotWrite(path, error);
    });
    let byteCount: number;
    try {
      if (existing) await file.chmod(existing.mode & 0o777);
      byteCount = await writeAll(path, file.fd, chunks);
    } finally {
      await file.close();
    }
    await files.rename(temporary, target).catch((error: unknown) => {
      throw cannotWrite(path, error);
    });
    return byteCount;
  } catch (error) {
    await files.rm(temporary, { force: true }).catch(() => {});
    throw error;
  } finally {
    unguard(temporary);
  }
}

async function writeAll(name: string, fd: number, chunks: OutputChunks): Promise<number> {
  let byteCount = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    try {
      for (let start = 0; start < bytes.length;) start += await writeSome(fd, bytes, start);
    } catch (error) {
      if (errorCode(error) === "EPIPE") return byteCount;
      throw cannotWrite(name, error);
    }
    byteCount += bytes.length;
  }
  return byteCount;
}

async function writeSome(fd: number, bytes: Uint8Array, start: number): Promise<number> {
  try {
    return (await writeFileDescriptor(fd, bytes, start, bytes.length - start)).bytesWritten;
  } catch (error) {
    if (errorCode(error) !== "EAGAIN") throw error;
    // A pipe that its owner made non-blocking is full.
    await new Promise((resolve) => setTimeout(resolve, 2));
    return 0;
  }
}

const unfinished = new Set<string>();

function guard(temporary: string): void {
  unfinished.add(temporary);
  if (unfinished.size === 1) process.on("exit", removeUnfinished);
}

function unguard(temporary: string): void {
  unfinished.delete(temporary);
  if (unfinished.size === 0) process.off("exit", removeUnfinished);
}

function removeUnfinished(): void {
  for (const temporary of unfinished) rmSync(temporary, { force: true });
}

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
