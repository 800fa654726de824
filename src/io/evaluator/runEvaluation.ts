import { setTimeout as sleep } from "node:timers/promises";
import { AdaptivePlan } from "../../core/sampling/adaptivePlan.ts";
import { coarseToFine } from "../../core/sampling/coarseToFine.ts";
import type { SamplingScale } from "../../core/sampling/samplingScale.ts";
import { isInStep, witnesses } from "./inStep.ts";
import { Journal } from "./journal.ts";
import { answerOf, surfaceKeys, type JournalEntry } from "./journalLine.ts";
import type { PointAnswer } from "./parseAnswer.ts";
import { WorkerPool, type GridPoint } from "./workerPool.ts";

export interface EvaluationOptions {
  x: Float64Array;
  y: Float64Array;
  command: string[];
  jobs: number;
  pointsPerRequest?: number;
  timeoutMs: number;
  retries: number;
  /** A fraction of the losses' range; with neither this nor a budget every point is evaluated. */
  accuracy?: number;
  budget?: number;
  scale: SamplingScale;
  /** A folder. */
  journal?: string;
  /** From 1 to `count`. */
  shard?: { index: number; count: number };
  onAnswer?: (answered: number, lowest: number) => void;
  onNote: (note: string) => void;
  onErrorLine: (worker: number, line: string) => void;
}

export interface Evaluation {
  /** The answers that the plan asked for, by grid index, in its order. */
  entries: JournalEntry[];
  /** Estimated error as a fraction of the range; 0 where every point is evaluated, `undefined` where nothing estimates it. */
  estimate: number | undefined;
}

const POLL_MS = 200;
/** A shard that others keep waiting so many times its own slowest round does their share as well. */
const PATIENCE = 3;
const LEAST_PATIENCE_MS = 3000;
const MOST_NOTES = 10;

/** Answers of one process of a worker, which ended or was left by us before anyone knew that it was in step. */
interface Doubt {
  entries: JournalEntry[];
  where: string;
  withdraw: (indices: number[]) => void;
}

/** Evaluates points of a grid by a program, in rounds, with a journal. */
export class EvaluationRun {
  readonly #options: EvaluationOptions;
  readonly #journal: Journal | undefined;
  readonly #pool: WorkerPool;
  #known = new Map<number, JournalEntry>();
  #hasWithdrawn = false;
  #doubts: Doubt[] = [];
  /** While doubts are settled: the answers to the questions that settle them. */
  #fresh: Map<number, PointAnswer> | undefined;
  /** Failures wait for the next answer: without one it is the command that fails, not the points. */
  #failures: JournalEntry[] = [];
  #notes = 0;
  #lowest = Infinity;

  /** @throws InputError where the journal is of something else */
  constructor(options: EvaluationOptions) {
    this.#options = options;
    const { x, y, command, journal } = options;
    this.#journal = journal === undefined ? undefined : new Journal(journal, { x, y, command });
    this.#known = this.#journal?.read() ?? new Map<number, JournalEntry>();
    // Files of other shards may still be written to.
    const unchecked = this.#journal?.unchecked(options.shard ? this.#writer("") : "") ?? [];
    this.#doubts = unchecked.map(({ file, entries }) => ({
      entries,
      where: `in ${journal}`,
      withdraw: (indices) => this.#journal?.withdrawFrom(file, indices),
    }));
    for (const entry of this.#known.values()) this.#note(entry);
    this.#pool = new WorkerPool({
      command,
      jobs: options.jobs,
      pointsPerRequest: options.pointsPerRequest,
      timeout: options.timeoutMs,
      retries: options.retries,
      onAnswers: (worker, answers) => this.#store(worker, answers),
      onFailed: (index, reason) => this.#fail(index, reason),
      onWithdrawn: (worker, indices) => this.#withdraw(worker, indices),
      onUnchecked: (worker, indices) => this.#doubt(worker, indices),
      onWorkerLost: (worker, reason) =>
        this.#limitedNote(`worker ${worker} was started again: ${reason}`),
      onErrorLine: options.onErrorLine,
    });
  }

  /** Points that are answered, here or in the journal. */
  get answeredCount(): number {
    return this.#known.size;
  }

  async run(): Promise<Evaluation> {
    try {
      for (;;) {
        this.#hasWithdrawn = false;
        const evaluation = await this.#plan();
        while (this.#doubts.length > 0) await this.#settleDoubts();
        if (this.#hasWithdrawn) continue;
        await this.#pool.close();
        if (this.#hasWithdrawn) continue;
        this.#keepFailures();
        this.#journal?.markAllChecked();
        return evaluation;
      }
    } finally {
      this.#pool.kill();
      this.#journal?.close();
    }
  }

  /** Ends the workers at once; what is answered is in the journal. */
  stop(): void {
    this.#pool.kill();
  }

  async #plan(): Promise<Evaluation> {
    const { x, y, accuracy, budget, scale } = this.#options;
    if (accuracy === undefined && budget === undefined) return this.#everything();
    const plan = new AdaptivePlan({
      columnCount: x.length,
      rowCount: y.length,
      accuracy: accuracy ?? 0,
      budget: budget ?? Infinity,
      scale,
    });
    const asked: number[] = [];
    let keys: string[] | undefined;
    for (;;) {
      const round = plan.nextRound();
      if (round.length === 0) break;
      await this.#round(round);
      if (this.#hasWithdrawn) break;
      asked.push(...round);
      const entries = this.#entries(round);
      const found = (keys ??= surfaceKeys(entries));
      plan.answer(entries.map((entry) => answerOf(entry, found)));
    }
    return { entries: this.#entries(asked), estimate: plan.estimate };
  }

  async #everything(): Promise<Evaluation> {
    const { x, y } = this.#options;
    const order = [...coarseToFine(x.length, y.length)];
    await this.#ask(this.#share(order));
    this.#refresh();
    const entries = this.#entries(order);
    return { entries, estimate: entries.length === order.length ? 0 : undefined };
  }

  #share(points: number[]): number[] {
    const { shard } = this.#options;
    return shard ? points.filter((_, k) => k % shard.count === shard.index - 1) : points;
  }

  /** A shard asks for its share of the round and waits for the others', or does it for who is silent. */
  async #round(round: number[]): Promise<void> {
    const startedAt = performance.now();
    await this.#ask(this.#share(round));
    if (!this.#options.shard) return;
    let patience = Math.max(LEAST_PATIENCE_MS, PATIENCE * (performance.now() - startedAt));
    let left = this.#missing(round).length;
    while (left > 0 && patience > 0) {
      this.#refresh();
      const now = this.#missing(round).length;
      if (now === 0) return;
      if (now === left) patience -= POLL_MS;
      left = now;
      await sleep(POLL_MS);
    }
    await this.#ask(round);
  }

  async #ask(indices: number[]): Promise<void> {
    await this.#pool.evaluate(this.#missing(indices).map((index) => this.#point(index)));
  }

  #point(index: number): GridPoint {
    const { x, y } = this.#options;
    return { index, x: x[index % x.length], y: y[Math.floor(index / x.length)] };
  }

  #missing(indices: number[]): number[] {
    return indices.filter((index) => !this.#known.has(index));
  }

  #entries(indices: number[]): JournalEntry[] {
    return indices.flatMap((index) => this.#known.get(index) ?? []);
  }

  /** Takes in what other shards have written since. */
  #refresh(): void {
    if (!this.#journal) return;
    for (const [index, entry] of this.#journal.read()) {
      if (!this.#known.has(index)) this.#note(entry);
      this.#known.set(index, this.#known.get(index) ?? entry);
    }
  }

  #store(worker: number, answers: JournalEntry[]): void {
    if (this.#fresh) {
      for (const { index, answer } of answers) this.#fresh.set(index, answer);
      return;
    }
    this.#journal?.append(this.#writer(worker), answers);
    this.#keepFailures();
    for (const entry of answers) {
      this.#known.set(entry.index, entry);
      this.#note(entry);
    }
    this.#options.onAnswer?.(this.#known.size, this.#lowest);
  }

  #note({ answer }: JournalEntry): void {
    const losses = typeof answer === "number" ? [answer] : Object.values(answer).slice(0, 1);
    for (const loss of losses) if (loss < this.#lowest) this.#lowest = loss;
  }

  #fail(index: number, reason: string): void {
    if (this.#fresh) return;
    const entry = { index, answer: NaN, failed: reason };
    this.#known.set(index, entry);
    this.#failures.push(entry);
    const { x, y, retries } = this.#options;
    const place = `(${x[index % x.length]}, ${y[Math.floor(index / x.length)]})`;
    this.#limitedNote(`${place} is a hole after ${retries + 1} tries: ${reason}`);
  }

  #keepFailures(): void {
    this.#journal?.append(this.#writer(0), this.#failures);
    this.#failures = [];
  }

  #withdraw(worker: number, indices: number[]): void {
    this.#journal?.withdraw(this.#writer(worker), indices);
    this.#forget(indices);
  }

  #forget(indices: number[]): void {
    this.#hasWithdrawn = true;
    for (const index of indices) this.#known.delete(index);
  }

  #doubt(worker: number, indices: number[]): void {
    this.#journal?.markStarted(this.#writer(worker));
    const entries = this.#entries(indices.filter((index) => !this.#fresh?.has(index)));
    if (entries.length === 0) return;
    this.#doubts.push({
      entries,
      where: `of worker ${worker}`,
      withdraw: (taken) => this.#journal?.withdraw(this.#writer(worker), taken),
    });
  }

  /** Asks again for some points of workers whose end nobody saw, and takes back what was out of step. */
  async #settleDoubts(): Promise<void> {
    const doubts = this.#doubts.splice(0);
    this.#fresh = new Map();
    const asked = doubts.flatMap(({ entries }) => witnesses(entries).map(({ index }) => index));
    await this.#pool.evaluate([...new Set(asked)].map((index) => this.#point(index)));
    const fresh = this.#fresh;
    this.#fresh = undefined;
    for (const { entries, where, withdraw } of doubts) {
      if (isInStep(entries, fresh)) continue;
      this.#limitedNote(
        `${entries.length} answers ${where} are asked again: before it was lost, the worker had printed too many`,
      );
      const indices = entries.map(({ index }) => index);
      withdraw(indices);
      this.#forget(indices);
    }
  }

  #writer(worker: number | ""): string {
    const { shard } = this.#options;
    return shard ? `shard-${shard.index}-of-${shard.count}-worker-${worker}` : `worker-${worker}`;
  }

  #limitedNote(note: string): void {
    this.#notes++;
    if (this.#notes <= MOST_NOTES) this.#options.onNote(note);
    if (this.#notes === MOST_NOTES + 1) this.#options.onNote("more of the same is not shown");
  }
}
