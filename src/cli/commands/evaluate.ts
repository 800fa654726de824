import { InputError } from "../../core/errors.ts";
import type { LandscapeDocument } from "../../core/landscape.ts";
import { linspace } from "../../core/linspace.ts";
import { defaultColormap } from "../../core/panelTitles.ts";
import { sampledLandscapes } from "../../core/sampling/sampledLandscapes.ts";
import {
  answerOf,
  EvaluationRun,
  surfaceKeys,
  type Evaluation,
  type EvaluationOptions,
} from "../../io/evaluator/runEvaluation.ts";
import { documentChunks, GRID_WRITERS } from "../../io/gridWriters/gridWriters.ts";
import { writeOutput } from "../../io/writeOutput.ts";
import { dryRun } from "../evaluate/dryRun.ts";
import { errorLinePrinter } from "../evaluate/errorLines.ts";
import { showEvaluation } from "../evaluate/evaluationProgress.ts";
import { GENERATOR } from "../generator.ts";
import type { EvaluateGiven } from "../options/evaluateOptions.ts";
import type { WindowRange } from "../options/parseRange.ts";
import { badValue } from "../options/readOption.ts";
import { outputFormat } from "../outputFormat.ts";
import { shortCount, shortNumber } from "../shortNumber.ts";
import { printLine } from "../terminal.ts";

const DEFAULT_WINDOW: WindowRange = { min: -1, max: 1 };
const DEFAULT_RESOLUTION = 51;
const MOST_POINTS = 25_000_000;
const MOST_SAMPLED_POINTS = 250_000;

/**
 * `loss-landscape evaluate`: asks a program for the loss at points of a grid and writes the surface.
 *
 * @param command the program and its arguments
 * @returns the exit status
 */
export async function evaluate(command: string[], given: EvaluateGiven): Promise<number> {
  const { out = "-", quiet = false } = given;
  const format = outputFormat(out, given.format, GRID_WRITERS, "json");
  const note = (text: string) => {
    if (!quiet) printLine(`note: ${text}`);
  };
  const options = evaluationOptions(command, given);
  if (given.dryRun) {
    await dryRun({ ...options, onNote: note, onErrorLine: errorLinePrinter(printLine) });
    return 0;
  }

  const most = Math.min(given.budget ?? Infinity, options.x.length * options.y.length);
  const progress = { current: await showEvaluation(0, most, true) };
  const print = (line: string) => quiet || progress.current.print(line);
  const run = new EvaluationRun({
    ...options,
    onAnswer: (answered, lowest) => progress.current.update(answered, lowest),
    onNote: (text) => print(`note: ${text}`),
    onErrorLine: errorLinePrinter(print),
  });
  progress.current = await showEvaluation(run.answeredCount, most, quiet);
  const stopWatching = endOnSignals(() => {
    run.stop();
    progress.current.end();
    printLine(safetyLine(run.answeredCount, given.journal));
  });
  const evaluation = await run
    .run()
    .catch((error: unknown) => {
      progress.current.end();
      if (given.journal !== undefined) printLine(safetyLine(run.answeredCount, given.journal));
      throw error;
    })
    .finally(stopWatching);
  progress.current.end();

  const document = evaluatedDocument(evaluation, options, given);
  await writeOutput(out, documentChunks(document, format));
  evaluationNotes(evaluation, options).forEach(note);
  return 0;
}

function evaluationOptions(command: string[], given: EvaluateGiven): EvaluationOptions {
  const resolution = given.resolution ?? DEFAULT_RESOLUTION;
  const x = axis("w1", given.w1 ?? DEFAULT_WINDOW, resolution);
  const y = axis("w2", given.w2 ?? DEFAULT_WINDOW, resolution);
  const isSampled = given.accuracy !== undefined || given.budget !== undefined;
  const most = isSampled ? MOST_SAMPLED_POINTS : MOST_POINTS;
  if (x.length * y.length > most) {
    throw new InputError(
      `--w1, --w2: ${x.length} x ${y.length} points, expected at most ${most}${isSampled ? " with --accuracy or --budget" : ""}`,
    );
  }
  if (given.shard && given.journal === undefined) {
    throw new InputError("--shard: needs --journal, a folder that all shards share");
  }
  return {
    x,
    y,
    command,
    jobs: given.jobs ?? 1,
    pointsPerRequest: given.pointsPerRequest,
    timeoutMs: given.timeout === undefined ? Infinity : Math.min(2 ** 31 - 1, given.timeout * 1000),
    retries: given.retries ?? 2,
    accuracy: given.accuracy,
    budget: given.budget,
    scale: given.zScale ?? "linear",
    journal: given.journal,
    shard: given.shard,
    onNote: () => {},
    onErrorLine: () => {},
  };
}

function axis(name: string, { min, max, count }: WindowRange, resolution: number): Float64Array {
  const points = count ?? resolution;
  const step = (max - min) / (points - 1);
  if (points > MOST_POINTS) throw badValue(name, `${min}:${max}:${points}`, "fewer points");
  if (min + step === min || max - step === max) {
    throw badValue(name, `${min}:${max}:${points}`, "a range in which all points differ");
  }
  return linspace(min, max, points);
}

function evaluatedDocument(
  { entries, estimate }: Evaluation,
  { x, y, command, accuracy, budget, scale }: EvaluationOptions,
  { zScale }: EvaluateGiven,
): LandscapeDocument {
  if (!entries.some(({ answer }) => hasLoss(answer))) {
    throw new Error("cannot write a surface: no point has a finite loss");
  }
  const keys = surfaceKeys(entries);
  const answers = entries.map((entry) => answerOf(entry, keys));
  return {
    generator: GENERATOR,
    spec: {
      command,
      w1: [x[0], x[x.length - 1], x.length],
      w2: [y[0], y[y.length - 1], y.length],
      ...(accuracy !== undefined && { accuracy }),
      ...(budget !== undefined && { budget }),
      ...(zScale !== undefined && { zScale }),
    },
    panels: sampledLandscapes({
      x,
      y,
      scale,
      estimate,
      xLabel: "Direction 1",
      yLabel: "Direction 2",
      indices: entries.map(({ index }) => index),
      surfaces: keys.map((key, k) => ({
        title: key === "" ? "Loss Surface" : `Loss Surface (${key})`,
        colormap: defaultColormap(k),
        zLabel: key === "" ? "Loss" : `Loss (${key})`,
        losses: answers.map((losses) => losses[k]),
      })),
    }),
  };
}

function hasLoss(answer: number | Record<string, number>): boolean {
  return typeof answer === "number"
    ? Number.isFinite(answer)
    : Object.values(answer).some(Number.isFinite);
}

function evaluationNotes(
  { entries, estimate }: Evaluation,
  { x, y, accuracy, scale, shard }: EvaluationOptions,
): string[] {
  const notes: string[] = [];
  const total = x.length * y.length;
  const holes = entries.filter(({ answer }) => !hasLoss(answer)).length;
  if (holes > 0)
    notes.push(
      `${shortCount(holes)} evaluated ${holes === 1 ? "point has" : "points have"} no finite loss`,
    );
  const interpolated = total - entries.length;
  const on = scale === "log" ? " on the logarithmic scale" : "";
  if (interpolated > 0) {
    const error =
      estimate === undefined
        ? ""
        : `; estimated error at most ${shortNumber(100 * estimate)} % of the range${on}`;
    notes.push(
      `${shortCount(entries.length)} of ${shortCount(total)} points are evaluated, the others interpolated${error}`,
    );
    if (shard && estimate === undefined) notes.push("the other shards are not finished");
    if (accuracy !== undefined && estimate !== undefined && estimate > accuracy) {
      notes.push(
        `the budget ended before the accuracy of ${shortNumber(100 * accuracy)} % was reached`,
      );
    }
  } else if (accuracy !== undefined) {
    notes.push(
      `the sampling did not converge: the surface is too rough for an accuracy of ${shortNumber(100 * accuracy)} %${on}, so all ${shortCount(total)} points are evaluated`,
    );
  }
  return notes;
}

function safetyLine(answered: number, journal: string | undefined): string {
  const points = answered === 1 ? "1 point" : `${shortCount(answered)} points`;
  return journal === undefined
    ? `stopped after ${points}; without --journal none is kept`
    : `${points} ${answered === 1 ? "is" : "are"} safe in ${journal}; the same command continues`;
}

/** @returns undoes it */
function endOnSignals(onEnd: () => void): () => void {
  const handlers = (
    [
      ["SIGINT", 130],
      ["SIGTERM", 143],
      ["SIGHUP", 129],
    ] as const
  ).map(([signal, status]) => {
    const handler = () => {
      onEnd();
      process.exit(status);
    };
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => handlers.forEach((undo) => undo());
}
