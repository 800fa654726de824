import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { canMount, mountDisk, resizeDisk } from "./disk.ts";
import {
  asked,
  evaluate,
  evaluateAlone,
  expectedSurface,
  isRunning,
  withoutCommand,
  worker,
} from "./evaluation.ts";
import { run, temporaryFolder } from "./program.ts";

test.skipIf(!canMount())(
  "a full disk: the points that are safe are counted, and the same command ends with the same bytes",
  async () => {
    const folder = temporaryFolder();
    const disk = join(folder, "disk");
    mountDisk(disk, "8k");
    const command = worker(folder);
    const journal = join(disk, "journal");
    const full = await evaluateAlone(folder, command, ["--journal", journal, "--jobs", "2"]);
    expect(full.status).toBe(1);
    const [safe, failure, ...others] = full.stderr.trimEnd().split("\n");
    expect(safe).toMatch(/^\d+ points are safe in .*journal; the same command continues$/);
    expect(failure).toBe(`loss-landscape: cannot write ${journal}: the disk is full`);
    expect(others).toEqual([]);
    const kept = parseInt(safe);
    expect(kept).toBeGreaterThan(20);
    expect(kept).toBeLessThan(143);

    resizeDisk(disk, "1m");
    const before = asked(folder).length;
    expect((await evaluate(folder, command, ["--journal", journal])).status).toBe(0);
    // Those that are safe are not asked again, but for three of each worker that lost us.
    expect(asked(folder).length - before).toBeLessThanOrEqual(143 - kept + 3 * 2);
    expect(withoutCommand(join(folder, "out.json"))).toBe(await expectedSurface());
  },
);

test("what a worker has forked ends with it", async () => {
  const folder = temporaryFolder();
  // The child keeps the worker's standard output open and ignores SIGTERM.
  const fork = `if (count === 3 && once("a")) {
    const { spawn } = await import("node:child_process");
    const child = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "inherit" });
    writeFileSync(${JSON.stringify(join(folder, "child"))}, String(child.pid));
  }
  if (count === 30 && once("b")) process.exit(0);`;
  const command = worker(folder, fork);
  const { status } = await evaluateAlone(folder, command, ["--quiet"]);
  expect(status).toBe(0);
  expect(withoutCommand(join(folder, "out.json"))).toBe(await expectedSurface());
  await sleep(100);
  expect(isRunning(Number(readFileSync(join(folder, "child"), "utf8")))).toBe(false);
});

test("a worker that never reads is started again after its time, however long the line", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "worker.mjs");
  writeFileSync(
    path,
    `import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
try {
  writeFileSync(${JSON.stringify(join(folder, "a"))}, "", { flag: "wx" });
  await new Promise(() => setInterval(() => {}, 1000));
} catch {}
for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(JSON.parse(line).map(([x, y]) => x + y)));`,
  );
  // A line of 6,400 points is longer than a pipe holds.
  const { status, stderr, stdout } = await run([
    ...["evaluate", "--resolution", "80", "--points-per-request", "6400", "--timeout", "1.5"],
    ...["--", process.execPath, path],
  ]);
  expect([status, stderr]).toEqual([
    0,
    "note: worker 0 was started again: no answer within 1.5 s\n",
  ]);
  const [{ x, y, z }] = JSON.parse(stdout.toString()).panels;
  expect(z[79][3]).toBe(x[3] + y[79]);
});

test("noise does not converge: it is evaluated whole, and a note says so", async () => {
  const folder = temporaryFolder();
  // Differs from point to point without a pattern, but not from run to run.
  const noise = "Math.abs(Math.sin(1e4 * x + 2e4 * y * y) * 1e4) % 1";
  const command = worker(folder, "", noise);
  const { status, stderr } = await evaluate(folder, command, ["--accuracy", "0.01"]);
  expect([status, stderr]).toEqual([
    0,
    "note: the sampling did not converge: the surface is too rough for an accuracy of 1 %, so all 143 points are evaluated\n",
  ]);
});

/** Slow enough that the next point is always there, so that nobody sees one answer too many. */
const SLOW = "await new Promise((resolve) => setTimeout(resolve, 10));";
/** Answers the ninth point twice, and kills the tool at the twentieth, before anyone could count. */
const SURPLUS = `await new Promise((resolve) => setTimeout(resolve, count < 20 ? 50 : 10));
  if (count === 9 && once("a")) say("7");
  if (count === 20 && once("b")) process.kill(process.ppid, "SIGKILL");`;

test.each([
  ["all points", []],
  ["an accuracy", ["--accuracy", "0.05"]],
])("a surplus answer before a kill -9 leaves no wrong answer, with %s", async (_, sampling) => {
  const folder = temporaryFolder();
  const options = [...sampling, "--journal", join(folder, "journal")];
  const command = worker(folder, SURPLUS);
  expect((await evaluateAlone(folder, command, options)).status).toBe("SIGKILL");
  const { status, stderr } = await evaluate(folder, command, options);
  expect(status).toBe(0);
  expect(stderr).toMatch(/^note: \d+ answers in .*journal are asked again: /);
  const alone = temporaryFolder();
  expect((await evaluate(alone, worker(alone), sampling)).status).toBe(0);
  expect(withoutCommand(join(folder, "out.json"))).toBe(withoutCommand(join(alone, "out.json")));
  // Checked once and for all.
  const before = asked(folder).length;
  expect((await evaluate(folder, command, options, "again.json")).status).toBe(0);
  expect(asked(folder).length).toBe(before);
});

test("a surplus answer before a worker's own end leaves none either", async () => {
  const folder = temporaryFolder();
  const misbehave = `${SLOW} if (count === 9 && once("a")) say("7");
  if (count === 20 && once("b")) process.kill(process.pid, "SIGKILL");`;
  expect((await evaluate(folder, worker(folder, misbehave), ["--quiet"])).status).toBe(0);
  expect(withoutCommand(join(folder, "out.json"))).toBe(await expectedSurface());
});

test("answers that differ from run to run are kept: they cannot be checked", async () => {
  const folder = temporaryFolder();
  const options = ["--journal", join(folder, "journal")];
  const kill = `if (count === 20 && once("b")) process.kill(process.ppid, "SIGKILL");`;
  const command = worker(folder, kill, "x + y + Math.random()");
  expect((await evaluateAlone(folder, command, options)).status).toBe("SIGKILL");
  const { status, stderr } = await evaluate(folder, command, options);
  expect([status, stderr]).toEqual([0, ""]);
});

test("a worker that is lost again and again is checked by three points each time", async () => {
  const folder = temporaryFolder();
  const command = worker(folder, "if (count === 21) process.exit(0);");
  expect((await evaluate(folder, command, ["--quiet"])).status).toBe(0);
  expect(withoutCommand(join(folder, "out.json"))).toBe(await expectedSurface());
  expect(asked(folder).length).toBeLessThanOrEqual(143 + 3 * 9);
});

test("a journal or a document that has no place is found out before any evaluation", async () => {
  const folder = temporaryFolder();
  const command = worker(folder);
  const file = join(folder, "file");
  writeFileSync(file, "");
  const isFile = await evaluate(folder, command, ["--journal", file]);
  expect([isFile.status, isFile.stderr]).toEqual([
    2,
    `loss-landscape: ${file}: a file, expected a folder\n`,
  ]);
  const nowhere = await evaluate(folder, command, ["--journal", "/proc/journal/run"]);
  expect([nowhere.status, nowhere.stderr]).toEqual([
    1,
    expect.stringMatching(/^loss-landscape: cannot write \/proc/),
  ]);
  const out = await evaluate(folder, command, [], "none/out.json");
  expect([out.status, out.stderr]).toEqual([
    1,
    `loss-landscape: cannot write ${join(folder, "none/out.json")}: no such folder\n`,
  ]);
  expect(existsSync(join(folder, "asked.txt"))).toBe(false);
});
