import { coarseToFine } from "../../core/sampling/coarseToFine.ts";
import { EvaluationRun, type EvaluationOptions } from "../../io/evaluator/runEvaluation.ts";
import { numberText } from "../../io/json/writeJson.ts";
import { writeResult } from "../output.ts";
import { duration, shortCount } from "../messages/shortNumber.ts";
import { printLine } from "../terminal.ts";

const TRIALS = 3;

/** Prints all points in the order in which they would be asked and, from three evaluations that nothing keeps, how long that would take. */
export async function dryRun(options: EvaluationOptions): Promise<void> {
  const { x, y, jobs, budget, accuracy } = options;
  const order = coarseToFine(x.length, y.length);
  const times: number[] = [];
  let lastAt = performance.now();
  await new EvaluationRun({
    ...options,
    jobs: 1,
    journal: undefined,
    shard: undefined,
    accuracy: undefined,
    pointsPerRequest: options.pointsPerRequest && 1,
    budget: TRIALS,
    onAnswer: () => {
      const now = performance.now();
      times.push(now - lastAt);
      lastAt = now;
    },
  }).run();
  await writeResult("-", pointLines(order, x, y));
  const [first, ...others] = times;
  const each = others.length > 0 ? others.reduce((a, b) => a + b, 0) / others.length : first;
  const most = Math.min(budget ?? Infinity, order.length);
  const total = (Math.max(0, first - each) + (each * most) / Math.min(jobs, most)) / 1000;
  printLine(
    `${accuracy === undefined ? "" : "at most "}${shortCount(most)} points at ${duration(each / 1000)} each ` +
      `with ${jobs === 1 ? "1 job" : `${jobs} jobs`}: about ${duration(total)} ` +
      `(from ${TRIALS} evaluations; the first took ${duration(first / 1000)})`,
  );
}

function* pointLines(order: Uint32Array, x: Float64Array, y: Float64Array): Generator<string> {
  for (const index of order) {
    yield `[${numberText(x[index % x.length])}, ${numberText(y[Math.floor(index / x.length)])}]\n`;
  }
}
