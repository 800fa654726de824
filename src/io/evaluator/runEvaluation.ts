import { setTimeout as sleep } from "node:timers/promises";
import { AdaptivePlan, type Answer } from "../../core/sampling/adaptivePlan.ts";
import { coarseToFine } from "../../core/sampling/coarseToFine.ts";
import type { SamplingScale } from "../../core/sampling/samplingScale.ts";
import { Journal, type JournalEntry } from "./journal.ts";
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

/** Evaluates points of a grid by a program, in rounds, with a journal. */
export class EvaluationRun {
  readonly #options: EvaluationOptions;
  readonly #journal: Journal | undefined;
  readonly #pool: WorkerPool;
  #known = new Map<number, JournalEntry>();
  #hasWithdrawn = false;
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
        if (this.#hasWithdrawn) continue;
        await this.#pool.close();
        if (this.#hasWithdrawn) continue;
        this.#keepFailures();
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
    const { x, y } = this.#options;
    const points = this.#missing(indices).map((index): GridPoint => ({
      index,
      x: x[index % x.length],
      y: y[Math.floor(index / x.length)],
    }));
    await this.#pool.evaluate(points);
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
    this.#hasWithdrawn = true;
    this.#journal?.withdraw(this.#writer(worker), indices);
    for (const index of indices) this.#known.delete(index);
  }

  #writer(worker: number): string {
    const { shard } = this.#options;
    return shard ? `shard-${shard.index}-of-${shard.count}-worker-${worker}` : `worker-${worker}`;
  }

  #limitedNote(note: string): void {
    this.#notes++;
    if (this.#notes <= MOST_NOTES) this.#options.onNote(note);
    if (this.#notes === MOST_NOTES + 1) this.#options.onNote("more of the same is not shown");
  }
}

/** The names of the losses, in the order of their first appearance; `""` for answers that are plain numbers. */
export function surfaceKeys(entries: JournalEntry[]): string[] {
  const keys = new Set<string>();
  for (const { answer } of entries) {
    if (typeof answer === "object") for (const key of Object.keys(answer)) keys.add(key);
  }
  return keys.size > 0 ? [...keys] : [""];
}

/** The losses of one point in the order of the keys; `NaN` where it has none of that name. */
export function answerOf({ answer }: JournalEntry, keys: string[]): Answer {
  if (typeof answer === "number") return keys.map((_, k) => (k === 0 ? answer : NaN));
  return keys.map((key) => answer[key] ?? NaN);
}
