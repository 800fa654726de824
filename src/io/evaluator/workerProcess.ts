import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { numberText } from "../json/writeJson.ts";
import { quoted } from "../../core/wording.ts";
import { parseAnswer, type PointAnswer } from "./parseAnswer.ts";

/** One line to a worker. */
export interface EvaluationRequest {
  points: { index: number; x: number; y: number }[];
}

export interface WorkerEvents {
  /** The requests at the head of the queue that were answered, in order. */
  onAnswers: (answered: { request: EvaluationRequest; answers: PointAnswer[] }[]) => void;
  /** It is gone. `unanswered` in order; `isKilled` where a signal from outside ended it. */
  onLost: (loss: WorkerLoss) => void;
  onErrorLine: (line: string) => void;
}

export interface WorkerLoss {
  reason: string;
  unanswered: EvaluationRequest[];
  isKilled: boolean;
  /** The answers that it gave before cannot be told apart from others': it printed too many or too few. */
  isOutOfStep: boolean;
  /** It was asked to end. */
  isClosed: boolean;
  /** It never ran: no such program. */
  isMissing: boolean;
}

export interface WorkerOptions {
  command: string[];
  /** Number of the worker, in `LOSS_LANDSCAPE_WORKER`. */
  slot: number;
  /** A line is an array of points. */
  isBatched: boolean;
  /** Milliseconds a request may take. */
  timeout: number;
}

const LONGEST_LINE = 1 << 26;
const LONGEST_ERROR_LINE = 2000;
const EXIT_GRACE_MS = 2000;
const PROBE_MS = 500;
const FLUSH_MS = 200;
const OUTSIDE_SIGNALS = new Set(["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"]);

/**
 * A program that answers points, one line each way, in a process group of its own. Requests may be
 * queued ahead. It is lost at its first wrong word, when a request takes too long, and when it ends;
 * what it started is ended with it.
 */
export class WorkerProcess {
  readonly #options: WorkerOptions;
  readonly #events: WorkerEvents;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #queue: EvaluationRequest[] = [];
  #rest = "";
  #errorRest = "";
  #lastError = "";
  #timer: NodeJS.Timeout | undefined;
  #fault: string | undefined;
  #isOutOfStep = false;
  #isOver = false;
  #isClosing = false;
  #isKilledByUs = false;
  #answered = 0;
  #onGone: (() => void)[] = [];

  constructor(options: WorkerOptions, events: WorkerEvents) {
    this.#options = options;
    this.#events = events;
    const [program, ...args] = options.command;
    this.#child = spawn(program, args, {
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, LOSS_LANDSCAPE_WORKER: String(options.slot) },
    });
    const child = this.#child;
    child.stdin.on("error", () => {});
    child.stdout.setEncoding("utf8").on("data", (text: string) => this.#read(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => this.#readErrors(text));
    child.stdout.on("end", () => !this.#isClosing && this.#end());
    child.on("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "ENOENT" ? "no such program" : error.message;
      this.#finish(why, false, child.pid === undefined);
    });
    child.on("exit", () => {
      this.kill("SIGKILL");
      // What it printed last is still on its way; a child that kept the pipe open is not waited for.
      setTimeout(() => this.#ended(), FLUSH_MS).unref();
    });
    child.on("close", () => this.#ended());
  }

  get queueLength(): number {
    return this.#queue.length;
  }

  /** Answers given so far, in lines. */
  get answeredCount(): number {
    return this.#answered;
  }

  send(requests: EvaluationRequest[]): void {
    if (requests.length === 0) return;
    if (this.#queue.length === 0) this.#startTimer();
    this.#queue.push(...requests);
    this.#child.stdin.write(requests.map((request) => this.#line(request)).join(""));
  }

  /** Ends its input and waits for its end, by force where it does not come. Never rejects. */
  async close(): Promise<void> {
    if (this.#isOver) return;
    this.#isClosing = true;
    const gone = new Promise<void>((resolve) => this.#onGone.push(resolve));
    this.#child.stdin.end();
    const timers = [
      setTimeout(() => this.kill("SIGTERM"), EXIT_GRACE_MS),
      setTimeout(() => this.kill("SIGKILL"), EXIT_GRACE_MS * 1.5),
    ];
    await gone;
    timers.forEach(clearTimeout);
  }

  /** Signals the whole process group. */
  kill(signal: NodeJS.Signals): void {
    this.#isKilledByUs ||= this.#child.exitCode === null && this.#child.signalCode === null;
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // Nobody of the group is left.
    }
  }

  #line({ points }: EvaluationRequest): string {
    const texts = points.map(({ x, y }) => `[${numberText(x)}, ${numberText(y)}]`);
    return this.#options.isBatched ? `[${texts.join(", ")}]\n` : `${texts[0]}\n`;
  }

  #read(text: string): void {
    if (this.#isOver || this.#fault !== undefined) return;
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    if (this.#rest.length > LONGEST_LINE) return this.#condemn("a line without an end");
    const answered: { request: EvaluationRequest; answers: PointAnswer[] }[] = [];
    let fault: string | undefined;
    for (const raw of lines) {
      const line = raw.trim();
      if (line === "") continue;
      const request = this.#queue[answered.length];
      if (request === undefined) {
        const isAnswer = typeof parseAnswer(line, undefined) !== "string" || line.startsWith("[");
        // A last word at its end is no answer.
        if (this.#isClosing && !isAnswer) continue;
        this.#isOutOfStep = isAnswer;
        fault = isAnswer ? "more answers than points" : `it printed ${quoted(line)} unasked`;
        break;
      }
      const answers = parseAnswer(
        line,
        this.#options.isBatched ? request.points.length : undefined,
      );
      if (typeof answers === "string") {
        fault = answers;
        break;
      }
      answered.push({ request, answers });
    }
    // Out of step, nobody knows which answer belongs to which point.
    if (answered.length > 0 && !this.#isOutOfStep) {
      this.#queue.splice(0, answered.length);
      this.#answered += answered.length;
      clearTimeout(this.#timer);
      this.#events.onAnswers(answered);
      if (this.#queue.length > 0) this.#startTimer();
    }
    if (fault !== undefined) this.#condemn(fault);
  }

  #startTimer(): void {
    if (this.#options.timeout === Infinity) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#probe(), this.#options.timeout);
  }

  /** A worker that skipped a point waits for input, and ends with it; one that is stuck does not. */
  #probe(): void {
    const seconds = this.#options.timeout / 1000;
    this.#child.stdin.end();
    this.#fault = `no answer within ${seconds} s`;
    this.#timer = setTimeout(() => this.kill("SIGKILL"), PROBE_MS);
    this.#child.once("exit", (status) => {
      if (status === 0 && !this.#isKilledByUs && this.#answered > 0) {
        this.#isOutOfStep = true;
        this.#fault = "fewer answers than points";
      }
    });
  }

  #condemn(fault: string): void {
    this.#fault = fault;
    this.kill("SIGKILL");
  }

  #end(): void {
    // Standard output is closed: nothing more can come.
    setTimeout(() => {
      if (this.#isOver) return;
      this.#fault ??= "it closed its standard output";
      this.kill("SIGKILL");
    }, FLUSH_MS).unref();
  }

  #ended(): void {
    const { exitCode, signalCode } = this.#child;
    const how = signalCode ? `it was ended by ${signalCode}` : `it ended with status ${exitCode}`;
    const isKilled = !this.#isKilledByUs && signalCode !== null && OUTSIDE_SIGNALS.has(signalCode);
    this.#finish(this.#fault ?? how, isKilled && this.#fault === undefined, false);
  }

  #finish(reason: string, isKilled: boolean, isMissing: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#child.stdin.destroy();
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
    const said = this.#lastError ? `${reason}; its last words: ${this.#lastError}` : reason;
    this.#events.onLost({
      reason: said,
      unanswered: this.#queue.splice(0),
      isKilled,
      isOutOfStep: this.#isOutOfStep,
      isClosed: this.#isClosing,
      isMissing,
    });
    this.#onGone.forEach((resolve) => resolve());
  }

  #readErrors(text: string): void {
    const lines = (this.#errorRest + text).split("\n");
    this.#errorRest = (lines.pop() ?? "").slice(0, LONGEST_ERROR_LINE);
    for (const line of lines) {
      const short = line.slice(0, LONGEST_ERROR_LINE).trimEnd();
      if (short === "") continue;
      this.#lastError = short.slice(0, 200);
      this.#events.onErrorLine(short);
    }
  }
}
