import { statSync } from "node:fs";
import { dirname } from "node:path";
import { InputError, option } from "../../core/errors.ts";
import type { LandscapeDocument } from "../../core/landscape.ts";
import { linspace } from "../../core/window.ts";
import type { NumberRange } from "../../core/options/numbers.ts";
import { wrongValue } from "../../core/options/table.ts";
import { withColormaps } from "../../render/colors/defaultColormaps.ts";
import { sampledLandscapes } from "../../core/sampling/sampledLandscapes.ts";
import {
  EvaluationRun,
  type Evaluation,
  type EvaluationOptions,
} from "../../io/evaluator/runEvaluation.ts";
import { answerOf, surfaceKeys } from "../../io/evaluator/journalLine.ts";
import { cannotWrite } from "../../io/fileError.ts";
import { makeFolder } from "../../io/writeOutput.ts";
import { documentChunks, type GridWriterName } from "../../io/gridWriters/gridWriters.ts";
import { writeResult } from "../output.ts";
import type { EvaluateOptions } from "./evaluateOptions.ts";
import { GENERATOR } from "../generator.ts";
import { shortCount, shortNumber } from "../messages/shortNumber.ts";
import { endOnSignals } from "../signals.ts";
import { printLine } from "../terminal.ts";
import { dryRun } from "./dryRun.ts";
import { errorLinePrinter, showEvaluation } from "./evaluationProgress.ts";

const MOST_POINTS = 25_000_000;
const MOST_SAMPLED_POINTS = 250_000;

/**
 * Asks a program for the loss at points of a grid and writes the surface.
 *
 * @param command the program and its arguments
 */
export async function evaluateGrid(
  command: string[],
  given: EvaluateOptions,
  format: GridWriterName,
): Promise<void> {
  const { out, quiet } = given;
  const note = (text: string) => {
    if (!quiet) printLine(`note: ${text}`);
  };
  const options = evaluationOptions(command, given);
  if (given.dryRun) {
    return dryRun({ ...options, onNote: note, onErrorLine: errorLinePrinter(printLine) });
  }

  // The document may go into the journal's folder.
  if (options.journal !== undefined) makeFolder(options.journal);
  requireFolderOf(out);
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

  const document = evaluatedDocument(evaluation, options);
  await writeResult(out, documentChunks(document, format));
  evaluationNotes(evaluation, options).forEach(note);
}

/** Found out before the evaluation, not after it. */
function requireFolderOf(out: string | undefined): void {
  if (out === undefined || out === "-") return;
  try {
    if (!statSync(dirname(out)).isDirectory()) throw new Error("its folder is a file");
  } catch (error) {
    throw cannotWrite(out, error);
  }
}

function evaluationOptions(command: string[], given: EvaluateOptions): EvaluationOptions {
  const x = axis("w1", given.w1, given.resolution);
  const y = axis("w2", given.w2, given.resolution);
  const isSampled = given.accuracy !== undefined || given.budget !== undefined;
  const most = isSampled ? MOST_SAMPLED_POINTS : MOST_POINTS;
  if (x.length * y.length > most) {
    const counted = `${x.length} x ${y.length} points, expected at most ${most}`;
    throw isSampled
      ? InputError.of`${option("w1")}, ${option("w2")}: ${counted} with ${option("accuracy")} or ${option("budget")}`
      : InputError.of`${option("w1")}, ${option("w2")}: ${counted}`;
  }
  if (given.shard && given.journal === undefined) {
    throw InputError.of`${option("shard")}: needs ${option("journal")}, a folder that all shards share`;
  }
  return {
    x,
    y,
    command,
    jobs: given.jobs,
    pointsPerRequest: given.pointsPerRequest,
    timeoutMs: given.timeout === undefined ? Infinity : Math.min(2 ** 31 - 1, given.timeout * 1000),
    retries: given.retries,
    accuracy: given.accuracy,
    budget: given.budget,
    scale: given.zScale,
    journal: given.journal,
    shard: given.shard,
    onNote: () => {},
    onErrorLine: () => {},
  };
}

function axis(name: string, { min, max, count }: NumberRange, resolution: number): Float64Array {
  const points = count ?? resolution;
  const step = (max - min) / (points - 1);
  if (points > MOST_POINTS) throw wrongValue(name, `${min}:${max}:${points}`, "fewer points");
  if (min + step === min || max - step === max) {
    throw wrongValue(name, `${min}:${max}:${points}`, "a range in which all points differ");
  }
  return linspace(min, max, points);
}

function evaluatedDocument(
  { entries, estimate }: Evaluation,
  { x, y, command, accuracy, budget, scale }: EvaluationOptions,
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
      ...(scale === "log" && { zScale: scale }),
    },
    panels: withColormaps(
      sampledLandscapes({
        x,
        y,
        scale,
        estimate,
        xLabel: "Direction 1",
        yLabel: "Direction 2",
        indices: entries.map(({ index }) => index),
        surfaces: keys.map((key, k) => ({
          title: key === "" ? "Loss Surface" : `Loss Surface (${key})`,
          zLabel: key === "" ? "Loss" : `Loss (${key})`,
          losses: answers.map((losses) => losses[k]),
        })),
      }),
    ),
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
