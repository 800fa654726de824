import { clearLine, cursorTo } from "node:readline";
import { errorsGoToTerminal, printLine } from "../terminal.ts";
import { duration, shortCount, shortNumber } from "../messages/shortNumber.ts";

export interface EvaluationProgress {
  update: (answered: number, lowest: number) => void;
  /** A line above the bar. */
  print: (line: string) => void;
  end: () => void;
}

const REDRAWN_AFTER_MS = 100;
const BAR = 24;

const MOST_SHOWN = 100;

/**
 * Points done, rate, time left and lowest loss on a line of the terminal that is written over.
 *
 * @param answeredBefore points of the journal, which took no time now
 * @param most points at most
 */
export async function showEvaluation(
  answeredBefore: number,
  most: number,
  quiet: boolean,
): Promise<EvaluationProgress> {
  if (quiet || !(await errorsGoToTerminal())) {
    return { update: () => {}, print: printLine, end: () => {} };
  }
  const startedAt = performance.now();
  let drawnAt = 0;
  let isShown = false;
  const erase = () => {
    if (!isShown) return;
    isShown = false;
    cursorTo(process.stderr, 0);
    clearLine(process.stderr, 0);
  };
  return {
    update(answered, lowest) {
      const now = performance.now();
      if (now - drawnAt < REDRAWN_AFTER_MS) return;
      drawnAt = now;
      erase();
      isShown = true;
      const line = progressLine(
        answered,
        most,
        (answered - answeredBefore) / (now - startedAt),
        lowest,
      );
      process.stderr.write(line.slice(0, Math.max(20, (process.stderr.columns || 80) - 1)));
    },
    print(line) {
      erase();
      printLine(line);
    },
    end: erase,
  };
}

/** @param rate points a millisecond */
function progressLine(answered: number, most: number, rate: number, lowest: number): string {
  const filled = Math.round((BAR * Math.min(answered, most)) / most);
  const bar = "█".repeat(filled) + "░".repeat(BAR - filled);
  const left = rate > 0 ? `${duration((most - answered) / rate / 1000)} left` : "";
  const low = Number.isFinite(lowest) ? `lowest ${shortNumber(lowest)}` : "";
  const parts = [`${shortCount(answered)} of ${shortCount(most)} points`];
  if (rate > 0) parts.push(`${shortNumber(rate * 1000)}/s`, left);
  if (low) parts.push(low);
  return `${bar} ${parts.join(", ")}`;
}

/** What workers say on standard error, a line each with the worker's number; a flood is cut off. */
export function errorLinePrinter(
  print: (line: string) => void,
): (worker: number, line: string) => void {
  const shown = new Map<number, number>();
  return (worker, line) => {
    const count = (shown.get(worker) ?? 0) + 1;
    shown.set(worker, count);
    if (count <= MOST_SHOWN) print(`worker ${worker}: ${line}`);
    if (count === MOST_SHOWN) print(`worker ${worker}: (what it says further is not shown)`);
  };
}
