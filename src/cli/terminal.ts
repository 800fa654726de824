import { writeSync } from "node:fs";
import { isatty } from "node:tty";

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

export function outputIsTerminal(): boolean {
  return isatty(STANDARD_OUTPUT);
}

export function errorsGoToTerminal(): boolean {
  return isatty(STANDARD_ERROR);
}

/** One line on standard error. Without the stream that Node would set up for it, which takes milliseconds. */
export function printLine(line: string): void {
  try {
    writeSync(STANDARD_ERROR, `${line}\n`);
  } catch {
    // Nobody reads it: there is no one left to tell.
  }
}
