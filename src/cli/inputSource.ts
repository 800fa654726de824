import type { InputSource } from "../io/input.ts";

/** What a command line names: a file; `-` is standard input. */
export function inputSource(file: string): InputSource {
  return file === "-" ? { name: "standard input", stream: process.stdin } : { path: file };
}
