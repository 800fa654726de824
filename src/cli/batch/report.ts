import { duration } from "../messages/shortNumber.ts";
import { oneLine, shown } from "../../core/wording.ts";
import { GENERATOR } from "../generator.ts";
import { startBar, errorsGoToTerminal, printLine } from "../terminal.ts";
import { workShard, type Shard } from "../shard.ts";

/** What became of one figure of a batch. */
export interface FigureResult {
  out: string;
  status: "drawn" | "unchanged" | "failed" | "not run";
  seconds: number;
  /** Of the finished file. */
  bytes?: number;
  sha256?: string;
  error?: string;
  notes?: string[];
}

interface BatchCounts {
  figures: number;
  drawn: number;
  unchanged: number;
  failed: number;
  notRun: number;
}

export function countResults(results: FigureResult[]): BatchCounts {
  const count = (status: FigureResult["status"]) =>
    results.filter((result) => result.status === status).length;
  return {
    figures: results.length,
    drawn: count("drawn"),
    unchanged: count("unchanged"),
    failed: count("failed"),
    notRun: count("not run"),
  };
}

/** What became of each figure, as JSON. */
export function batchReport(
  manifest: string,
  shard: Shard | undefined,
  results: FigureResult[],
): string {
  const report = {
    generator: GENERATOR,
    manifest,
    shard: shard && workShard.write(shard),
    summary: countResults(results),
    figures: results,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

export interface BatchProgress {
  add: (result: FigureResult) => void;
  interrupt: () => void;
  end: (results: FigureResult[]) => void;
}

/** A bar on a terminal, a line a figure elsewhere; failures at the end, and a summary. */
export async function showBatchProgress(
  figureCount: number,
  quiet: boolean,
): Promise<BatchProgress> {
  const startedAt = performance.now();
  const showsBar = !quiet && figureCount > 0 && (await errorsGoToTerminal());
  const bar = showsBar
    ? await startBar(figureCount, "{bar} {value}/{total} figures, {eta_formatted} left")
    : undefined;
  let done = 0;
  return {
    add(result) {
      done++;
      if (bar) bar.increment();
      else if (!quiet || result.status === "failed") printLine(resultLine(result));
    },
    interrupt() {
      bar?.stop();
      printLine(`loss-landscape: interrupted; ${done} of ${figureCount} figures are done`);
    },
    end(results) {
      bar?.stop();
      if (bar)
        results
          .filter(({ status }) => status === "failed")
          .forEach((result) => printLine(resultLine(result)));
      if (!quiet) printLine(summaryLine(results, (performance.now() - startedAt) / 1000));
    },
  };
}

function resultLine({ out, status, bytes, error }: FigureResult): string {
  if (status === "failed") return `failed     ${shown(out)}: ${oneLine(error ?? "")}`;
  return `${status.padEnd(9)}  ${shown(out)}  ${Math.max(1, Math.round((bytes ?? 0) / 1000))} KB`;
}

function summaryLine(results: FigureResult[], seconds: number): string {
  const { figures, drawn, unchanged, failed, notRun } = countResults(results);
  const parts = [`${drawn} drawn`];
  if (unchanged > 0) parts.push(`${unchanged} unchanged`);
  if (failed > 0) parts.push(`${failed} failed`);
  if (notRun > 0) parts.push(`${notRun} not run`);
  const count = figures === 1 ? "1 figure" : `${figures} figures`;
  return `${count}: ${parts.join(", ")} in ${duration(seconds)}`;
}
