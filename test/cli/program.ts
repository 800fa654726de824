import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";

export const PROGRAM = resolve("bin/loss-landscape.js");

export interface Finished {
  /** The exit status, or the signal that ended it. */
  status: number | string | null;
  stdout: Buffer;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  input?: string | Uint8Array;
  env?: Record<string, string>;
}

/** Runs the built program and waits for its end. */
export function run(args: string[], options: RunOptions = {}): Promise<Finished> {
  return runProcess(process.execPath, [PROGRAM, ...args], options);
}

export function runProcess(
  command: string,
  args: string[],
  { cwd, input, env }: RunOptions = {},
): Promise<Finished> {
  return new Promise((settle, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", reject);
    child.on("close", (status, signal) =>
      settle({
        status: status ?? signal,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString("utf8"),
      }),
    );
  });
}

/** A folder of the test's own, removed at its end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "loss-landscape-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
