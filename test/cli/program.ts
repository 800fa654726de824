import { fork, spawn, type ChildProcess } from "node:child_process";
import { fstatSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { once } from "node:events";
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

/**
 * Runs a command line of the built program in a process that has it loaded, and that other tests
 * use too. For what concerns the process itself (its start, its end, signals, fonts) there is
 * `runAlone`.
 */
export function run(args: string[], options: RunOptions = {}): Promise<Finished> {
  const finished = previous.then(() => runLoaded(args, options));
  previous = finished.catch(() => {});
  return finished;
}

/** One command line at a time. */
let previous: Promise<unknown> = Promise.resolve();

interface Loaded {
  child: ChildProcess;
  /** Files that hold what the process prints. */
  stdout: number;
  stderr: number;
}

let loaded: Loaded | undefined;

async function runLoaded(args: string[], options: RunOptions): Promise<Finished> {
  const { child, stdout, stderr } = (loaded ??= startLoaded());
  const ended = new AbortController();
  child.send({ args, ...options });
  const [status] = (await Promise.race([
    once(child, "message", { signal: ended.signal }),
    once(child, "exit", { signal: ended.signal }).then(([status, signal]: unknown[]) => {
      loaded = undefined;
      return [signal ?? status];
    }),
  ])) as [Finished["status"]];
  ended.abort();
  return { status, stdout: taken(stdout), stderr: taken(stderr).toString("utf8") };
}

function startLoaded(): Loaded {
  const folder = mkdtempSync(join(tmpdir(), "loss-landscape-output-"));
  const [stdout, stderr] = ["stdout", "stderr"].map((name) => openSync(join(folder, name), "a+"));
  rmSync(folder, { recursive: true });
  const child = fork(join(import.meta.dirname, "loadedProcess.js"), {
    stdio: ["ignore", stdout, stderr, "ipc"],
    execArgv: [],
    serialization: "advanced",
  });
  child.unref();
  child.channel?.unref();
  return { child, stdout, stderr };
}

/** What a file holds, which is empty then. */
function taken(file: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(file).size);
  readSync(file, bytes, 0, bytes.length, 0);
  ftruncateSync(file);
  return bytes;
}

/** Runs the built program in a process of its own and waits for its end. */
export function runAlone(args: string[], options: RunOptions = {}): Promise<Finished> {
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
