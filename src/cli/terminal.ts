import { fstatSync, writeSync } from "node:fs";

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

export async function outputIsTerminal(): Promise<boolean> {
  return isTerminal(STANDARD_OUTPUT);
}

export async function errorsGoToTerminal(): Promise<boolean> {
  return isTerminal(STANDARD_ERROR);
}

/** One line on standard error. Without the stream that Node would set up for it, which takes milliseconds. */
export function printLine(line: string): void {
  try {
    writeSync(STANDARD_ERROR, `${line}\n`);
  } catch {
    // Nobody reads it: there is no one left to tell.
  }
}

/** Asks the system first: Node's module for terminals takes a millisecond to load. */
async function isTerminal(fileDescriptor: number): Promise<boolean> {
  try {
    if (!fstatSync(fileDescriptor).isCharacterDevice()) return false;
  } catch {
    return false;
  }
  const { isatty } = await import("node:tty");
  return isatty(fileDescriptor);
}
