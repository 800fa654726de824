import { fstatSync, statSync, writeSync } from "node:fs";
import type { SingleBar } from "cli-progress";

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;
/** Of tables that no terminal shows. */
const WIDTH_ELSEWHERE = 120;
/** Of a terminal that does not say. */
const USUAL_WIDTH = 80;

interface Progress {
  /**
   * Resolves when it is shown.
   *
   * @param fraction from 0 to 1; 0 announces work that takes long, and is shown at once
   */
  update: (fraction: number) => Promise<void>;
  end: () => void;
}

const SHOWN_AFTER_MS = 1000;
const UNITS = 1000;

export async function outputIsTerminal(): Promise<boolean> {
  return isTerminal(STANDARD_OUTPUT);
}

/** Characters that a line of standard output holds: the terminal's, else what `COLUMNS` says. */
export async function outputWidth(): Promise<number> {
  const isTerminal = await outputIsTerminal();
  if (isTerminal && process.stdout.columns > 0) return process.stdout.columns;
  const columns = Number(process.env.COLUMNS);
  if (columns > 0) return columns;
  return isTerminal ? USUAL_WIDTH : WIDTH_ELSEWHERE;
}

/** How many colours standard output shows: none but on a terminal, nor where `NO_COLOR` is set. */
export async function colorDepth(): Promise<0 | 256 | 16_777_216> {
  const { NO_COLOR, COLORTERM = "", TERM = "" } = process.env;
  if (NO_COLOR || TERM === "dumb" || !(await outputIsTerminal())) return 0;
  if (/truecolor|24bit/i.test(COLORTERM) || TERM.includes("direct")) return 16_777_216;
  return TERM.includes("256") ? 256 : 0;
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

/** Asks the system first: Node's module for terminals takes milliseconds to load. */
async function isTerminal(fileDescriptor: number): Promise<boolean> {
  try {
    const stats = fstatSync(fileDescriptor);
    if (!stats.isCharacterDevice()) return false;
    if (stats.rdev === statSync("/dev/null", { throwIfNoEntry: false })?.rdev) return false;
  } catch {
    return false;
  }
  const { isatty } = await import("node:tty");
  return isatty(fileDescriptor);
}

/** A progress bar on a terminal, for work that takes longer than a second. */
export async function showProgress(quiet: boolean): Promise<Progress> {
  if (quiet || !(await errorsGoToTerminal())) {
    return { update: async () => {}, end: () => {} };
  }
  const startedAt = performance.now();
  let bar: Promise<SingleBar> | undefined;
  let isOver = false;
  return {
    async update(fraction) {
      if (fraction > 0 && performance.now() - startedAt < SHOWN_AFTER_MS) return;
      bar ??= startBar(UNITS, "computing {bar} {percentage} %");
      const shownBar = await bar;
      if (!isOver) shownBar.update(Math.round(fraction * UNITS));
    },
    end() {
      isOver = true;
      void bar?.then((shownBar) => shownBar.stop());
    },
  };
}

/** A bar on standard error that goes away at its end. */
export async function startBar(total: number, format: string): Promise<SingleBar> {
  const { default: cliProgress } = await import("cli-progress");
  const bar = new cliProgress.SingleBar({
    format,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(total, 0);
  return bar;
}
