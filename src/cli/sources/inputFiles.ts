import { createReadStream } from "node:fs";
import { SOURCE_OPTIONS } from "./sources.ts";

/** Digests of files by the names that the command line gave them. */
export type FileDigests = Record<string, string>;

/** sha256 of a file, in hexadecimal. */
export async function fileDigest(file: string): Promise<string> {
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Those of files that can be read, and read again. */
export async function digestsOf(files: readonly string[]): Promise<FileDigests> {
  const entries = await Promise.all(
    files.map(async (file) => [file, await fileDigest(file).catch(() => undefined)]),
  );
  return Object.fromEntries(entries.filter(([, digest]) => digest !== undefined)) as FileDigests;
}

/** Whether a document's spec alone tells how to make its landscapes again. */
export function isRecipe(spec: Record<string, unknown>): boolean {
  const keys = Object.keys(spec);
  return (
    keys.length > 0 &&
    keys.every((key) => key === "sha256" || key === "files" || Object.hasOwn(SOURCE_OPTIONS, key))
  );
}

/** A spec with files of an option and their digests in it. */
export function withFiles(
  spec: Record<string, unknown>,
  option: "from" | "path",
  names: readonly string[],
  digests: FileDigests,
): Record<string, unknown> {
  const earlier = Array.isArray(spec[option]) ? (spec[option] as unknown[]) : [];
  const known = typeof spec.files === "object" ? spec.files : {};
  return { ...spec, [option]: [...earlier, ...names], files: { ...known, ...digests } };
}
