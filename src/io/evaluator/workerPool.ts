import type { PointAnswer } from "./parseAnswer.ts";
import { WorkerProcess, type EvaluationRequest, type WorkerLoss } from "./workerProcess.ts";

export interface PoolOptions {
  command: string[];
  jobs: number;
  /** Points a request; `undefined`: one bare point. */
  pointsPerRequest: number | undefined;
  /** Milliseconds a request may take. */
  timeout: number;
  /** Further tries of a point after its first. */
  retries: number;
  onAnswers: (worker: number, answers: { index: number; answer: PointAnswer }[]) => void;
  /** After all its tries. */
  onFailed: (index: number, reason: string) => void;
  /** Answers that turned out to belong to other points; they are asked again. */
  onWithdrawn: (worker: number, indices: number[]) => void;
  /** A worker ended of itself; nobody knows whether the points it had answered got answers of theirs. */
  onUnchecked: (worker: number, indices: number[]) => void;
  onWorkerLost: (worker: number, reason: string) => void;
  onErrorLine: (worker: number, line: string) => void;
}

export interface GridPoint {
  index: number;
  x: number;
  y: number;
}

/** Requests are queued so far ahead that a worker finds the next without waiting. */
const AHEAD_MS = 4;
const MOST_AHEAD = 128;
const LEAST_AHEAD = 2;
/** Points that fail one after another, before any answer, until the command itself is to blame. */
const HOPELESS = 16;
const KILLS_A_TRY = 4;

/** Workers that are started when there is work, restarted when they are lost, and ended at the end. */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #slots: Slot[];
  #waiting: GridPoint[] = [];
  #next = 0;
  readonly #again: GridPoint[] = [];
  readonly #tries = new Map<number, number>();
  #open = 0;
  #failedInARow = 0;
  #settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  #isOver = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.jobs }, (_, number) => ({
      number,
      worker: undefined,
      given: [],
      millisecondsEach: 0,
      lastAnswerAt: 0,
    }));
  }

  /**
   * Asks for the points, in their order, and waits for the last.
   *
   * @throws Error where the command cannot be started or answers nothing
   */
  evaluate(points: GridPoint[]): Promise<void> {
    this.#waiting = points;
    this.#next = 0;
    this.#open = points.length;
    if (points.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      for (const slot of this.#slots) this.#feed(slot);
    });
  }

  /** Ends the workers; answers that a worker then proves to have shifted are withdrawn. */
  async close(): Promise<void> {
    await Promise.all(this.#slots.map(({ worker }) => worker?.close()));
  }

  /** At once. */
  kill(): void {
    this.#isOver = true;
    for (const { worker } of this.#slots) worker?.kill("SIGKILL");
  }

  #feed(slot: Slot): void {
    if (this.#isOver) return;
    const ahead = this.#ahead(slot);
    const requests: EvaluationRequest[] = [];
    while ((slot.worker?.queueLength ?? 0) + requests.length < ahead) {
      const request = this.#take();
      if (!request) break;
      requests.push(request);
    }
    if (requests.length === 0) return;
    slot.worker ??= this.#start(slot);
    slot.worker.send(requests);
  }

  /** One at first, until a worker has shown that it answers a line with a line. */
  #ahead({ worker, millisecondsEach }: Slot): number {
    if (!worker || worker.answeredCount === 0) return 1;
    return Math.min(MOST_AHEAD, Math.max(LEAST_AHEAD, Math.ceil(AHEAD_MS / millisecondsEach)));
  }

  /** What failed before is asked alone. */
  #take(): EvaluationRequest | undefined {
    const again = this.#again.shift();
    if (again) return { points: [again] };
    if (this.#next >= this.#waiting.length) return undefined;
    const count = this.#options.pointsPerRequest ?? 1;
    const points = this.#waiting.slice(this.#next, this.#next + count);
    this.#next += points.length;
    return { points };
  }

  #start(slot: Slot): WorkerProcess {
    const { command, timeout, pointsPerRequest } = this.#options;
    slot.given = [];
    slot.millisecondsEach = 0;
    slot.lastAnswerAt = performance.now();
    return new WorkerProcess(
      { command, timeout, slot: slot.number, isBatched: pointsPerRequest !== undefined },
      {
        onAnswers: (answered) => this.#answered(slot, answered),
        onLost: (loss) => this.#lost(slot, loss),
        onErrorLine: (line) => this.#options.onErrorLine(slot.number, line),
      },
    );
  }

  #answered(slot: Slot, answered: { request: EvaluationRequest; answers: PointAnswer[] }[]): void {
    if (this.#isOver) return;
    const now = performance.now();
    const each = (now - slot.lastAnswerAt) / answered.length;
    slot.millisecondsEach = slot.millisecondsEach ? 0.8 * slot.millisecondsEach + 0.2 * each : each;
    slot.lastAnswerAt = now;
    this.#failedInARow = 0;
    const answers = answered.flatMap(({ request, answers }) =>
      request.points.map(({ index }, k) => ({ index, answer: answers[k] })),
    );
    // First the next question, then the book-keeping: the worker computes meanwhile.
    this.#feed(slot);
    for (const { request } of answered) slot.given.push(...request.points);
    try {
      this.#options.onAnswers(slot.number, answers);
    } catch (error) {
      return this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
    this.#close(answers.length);
  }

  #lost(slot: Slot, loss: WorkerLoss): void {
    slot.worker = undefined;
    if (this.#isOver) return;
    const hasWork = loss.unanswered.length > 0 || loss.isOutOfStep;
    if (loss.isMissing) {
      return this.#fail(new Error(`cannot start ${this.#options.command[0]}: ${loss.reason}`));
    }
    const given = slot.given.map(({ index }) => index);
    if (loss.isOutOfStep) {
      this.#options.onWithdrawn(slot.number, given);
      this.#again.push(...slot.given);
      this.#open += slot.given.length;
    } else if (!loss.isClosed) {
      this.#options.onUnchecked(slot.number, given);
    }
    if (hasWork) this.#options.onWorkerLost(slot.number, loss.reason);
    const [head, ...others] = loss.unanswered;
    this.#again.push(...others.flatMap(({ points }) => points));
    for (const point of head?.points ?? []) this.#tryAgain(point, loss);
    if (this.#settle) this.#slots.forEach((each) => this.#feed(each));
  }

  #tryAgain(point: GridPoint, { reason, isKilled }: WorkerLoss): void {
    const { retries } = this.#options;
    const tries = (this.#tries.get(point.index) ?? 0) + (isKilled ? 1 / KILLS_A_TRY : 1);
    this.#tries.set(point.index, tries);
    if (tries < retries + 1) {
      this.#again.push(point);
      return;
    }
    this.#failedInARow++;
    if (this.#failedInARow >= HOPELESS) {
      return this.#fail(
        new Error(
          `cannot read answers of ${this.#options.command[0]}: ${this.#failedInARow} points in a row failed; ${reason}`,
        ),
      );
    }
    this.#options.onFailed(point.index, reason);
    this.#close(1);
  }

  #close(count: number): void {
    this.#open -= count;
    if (this.#open > 0) return;
    this.#settle?.resolve();
    this.#settle = undefined;
  }

  #fail(error: Error): void {
    this.kill();
    this.#settle?.reject(error);
    this.#settle = undefined;
  }
}

interface Slot {
  number: number;
  worker: WorkerProcess | undefined;
  /** Points that the present worker has answered. */
  given: GridPoint[];
  millisecondsEach: number;
  lastAnswerAt: number;
}
