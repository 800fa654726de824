import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { DrawOutcome, DrawTask } from "./drawEntry.ts";

const WORKER = fileURLToPath(new URL("./batchWorker.js", import.meta.url));

/** A process that draws one figure after another; started with its first, and again after a crash. */
export class DrawingProcess {
  #folder: string;
  #child: ChildProcess | undefined;

  /** @param folder what the figures' data files are relative to */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async draw(task: DrawTask): Promise<DrawOutcome> {
    const child = (this.#child ??= this.#start());
    return new Promise((resolve) => {
      const settle = (outcome: DrawOutcome) => {
        child.off("message", onMessage).off("exit", onExit).off("error", onError);
        resolve(outcome);
      };
      const onMessage = (outcome: unknown) => settle(outcome as DrawOutcome);
      const onExit = (status: number | null, signal: string | null) => {
        this.#child = undefined;
        settle({
          status: "failed",
          error: `the drawing process ended (${signal ?? `status ${status}`})`,
        });
      };
      const onError = (error: Error) => {
        this.#child = undefined;
        settle({ status: "failed", error: `no drawing process: ${error.message}` });
      };
      child.on("message", onMessage).on("exit", onExit).on("error", onError);
      child.send(task, (error) => error && onError(error));
    });
  }

  stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  #start(): ChildProcess {
    const isDebugging = process.env.LOSS_LANDSCAPE_DEBUG === "1";
    return fork(WORKER, [], {
      cwd: this.#folder,
      execArgv: [],
      // Typed arrays go across as bytes.
      serialization: "advanced",
      stdio: ["ignore", "ignore", isDebugging ? "inherit" : "ignore", "ipc"],
    });
  }
}
