import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Case } from "./judge.ts";

/** Tests that take so many times as long as on the unchanged program never end. */
const PATIENCE = 5;
const LEAST_SECONDS = 20;
/** What is loaded once stays in memory. */
const MOST_IN_A_PROCESS = 50;

/** Seconds that tests take on the unchanged program. */
const usualSeconds = new Map<string, number>();

/** A process that judges one change after another, started again where one ends it or never ends. */
export class JudgeProcess {
  #child?: ChildProcess;
  #count = 0;

  /** Why a test fails; undefined where none does. */
  async failureOf(question: Case): Promise<string | undefined> {
    if (++this.#count % MOST_IN_A_PROCESS === 0) this.end();
    const script = join(import.meta.dirname, "judge.ts");
    this.#child ??= fork(script, { execArgv: ["--import", "tsx"] });
    const suite = question.tests.join(" ");
    const began = performance.now();
    const failure = await this.#ask(this.#child, question, usualSeconds.get(suite));
    if (!question.change) usualSeconds.set(suite, (performance.now() - began) / 1000);
    return failure;
  }

  #ask(child: ChildProcess, question: Case, usual = 120): Promise<string | undefined> {
    return new Promise((resolve) => {
      const finish = (failure: string | undefined) => {
        clearTimeout(clock);
        child.removeAllListeners();
        resolve(failure);
      };
      const give = (failure: string) => {
        child.kill("SIGKILL");
        this.#child = undefined;
        finish(failure);
      };
      const clock = setTimeout(
        () => give("it never ends"),
        1000 * Math.max(LEAST_SECONDS, PATIENCE * usual),
      );
      child.once("message", ({ failure }: { failure?: string }) => finish(failure));
      child.once("exit", () => give("it ends the process"));
      child.send(question);
    });
  }

  end(): void {
    this.#child?.disconnect();
    this.#child = undefined;
  }
}
