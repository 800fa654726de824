import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { run, runAlone, temporaryFolder } from "./program.ts";

/**
 * A worker in plain JavaScript. It notes every point that it answers in `asked.txt`, and `misbehave`
 * may do something else with a line.
 */
export function worker(
  folder: string,
  misbehave = "",
  loss = "x * x + 10 * (y - x * x) ** 2",
): string[] {
  const path = join(folder, "worker.mjs");
  writeFileSync(
    path,
    `import { appendFileSync, existsSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
const once = (name) => {
  try { writeFileSync(${JSON.stringify(folder)} + "/" + name, "", { flag: "wx" }); return true; } catch { return false; }
};
const say = (text) => writeSync(1, text + "\\n");
let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  count++;
  const [x, y] = JSON.parse(line);
  const loss = ${loss};
  ${misbehave}
  appendFileSync(${JSON.stringify(join(folder, "asked.txt"))}, line + "\\n");
  say(JSON.stringify(loss));
}
`,
  );
  return [process.execPath, path];
}

export const WINDOW = ["--w1", "-1:1:13", "--w2", "-1:2:11"];

export function evaluate(
  folder: string,
  command: string[],
  options: string[] = [],
  out = "out.json",
) {
  return run(wordsOf(folder, command, options, out));
}

/** By a process of its own, which a worker may end and others run beside. */
export function evaluateAlone(
  folder: string,
  command: string[],
  options: string[] = [],
  out = "out.json",
) {
  return runAlone(wordsOf(folder, command, options, out));
}

function wordsOf(folder: string, command: string[], options: string[], out: string): string[] {
  return ["evaluate", ...WINDOW, ...options, "--out", join(folder, out), "--", ...command];
}

let expected: Promise<string> | undefined;

/** The document that a worker without fault gives, made once for all tests of a file. */
export function expectedSurface(): Promise<string> {
  return (expected ??= faultlessSurface());
}

async function faultlessSurface(): Promise<string> {
  const folder = temporaryFolder();
  const command = worker(folder);
  expect((await evaluate(folder, command)).status).toBe(0);
  return withoutCommand(join(folder, "out.json"));
}

/** The document without the path of the worker. */
export function withoutCommand(path: string): string {
  return readFileSync(path, "utf8").replace(/"command":\s*\[[^\]]*\]/, "");
}

export function asked(folder: string): string[] {
  return readFileSync(join(folder, "asked.txt"), "utf8").trim().split("\n");
}

/** A process that has ended but that nobody has waited for yet is not running. */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)]);
  return /^[^Z\s]/.test(stdout.toString().trim());
}
