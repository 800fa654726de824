import type { SingleBar } from "cli-progress";
import { errorsGoToTerminal } from "./terminal.ts";

export interface Progress {
  /** @param fraction from 0 to 1 */
  update: (fraction: number) => void;
  end: () => void;
}

const SHOWN_AFTER_MS = 1000;
const UNITS = 1000;

/** A progress bar on a terminal, for work that takes longer than a second. */
export async function showProgress(quiet: boolean): Promise<Progress> {
  if (quiet || !(await errorsGoToTerminal())) return { update: () => {}, end: () => {} };
  const startedAt = performance.now();
  let bar: Promise<SingleBar> | undefined;
  let isOver = false;
  return {
    update(fraction) {
      if (performance.now() - startedAt < SHOWN_AFTER_MS) return;
      bar ??= startBar(UNITS, "computing {bar} {percentage} %");
      void bar.then((shownBar) => isOver || shownBar.update(Math.round(fraction * UNITS)));
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
