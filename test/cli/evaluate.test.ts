import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  asked,
  evaluate,
  evaluateAlone,
  expectedSurface,
  isRunning,
  WINDOW,
  withoutCommand,
  worker,
} from "./evaluation.ts";
import { PROGRAM, run, temporaryFolder } from "./program.ts";

test("the document holds the losses, and the lowest is its optimum", async () => {
  const folder = temporaryFolder();
  const { status, stderr } = await evaluateAlone(folder, worker(folder), ["--jobs", "3"]);
  expect([status, stderr]).toEqual([0, ""]);
  const { panels } = JSON.parse(readFileSync(join(folder, "out.json"), "utf8"));
  const [{ x, y, z, optimum, sampled }] = panels;
  for (const [i, row] of z.entries()) {
    for (const [j, loss] of row.entries()) {
      expect(loss).toBe(x[j] * x[j] + 10 * (y[i] - x[j] * x[j]) ** 2);
    }
  }
  expect(optimum).toMatchObject({ z: Math.min(...z.flat()), sampled: true, inside: true });
  expect(sampled.count).toBe(143);
  expect(new Set(asked(folder)).size).toBe(143);
});

test("the lowest of evaluated points is not called an optimum", async () => {
  const folder = temporaryFolder();
  await evaluate(folder, worker(folder), ["--accuracy", "0.05"]);
  const document = join(folder, "out.json");
  const { stdout } = await run(["describe", "--from", document, "--quiet"]);
  expect(stdout.toString()).toMatch(/^lowest evaluated +\S+ at \(/m);
  expect(stdout.toString()).not.toContain("optimum");
});

test("an object of losses makes a panel for each key; NaN is a hole", async () => {
  const folder = temporaryFolder();
  const command = worker(folder, 'say(`{"train": ${x < 0 ? "NaN" : x}, "test": ${y}}`); continue;');
  const { status, stderr } = await evaluate(folder, command);
  expect([status, stderr]).toEqual([0, ""]);
  const { panels } = JSON.parse(readFileSync(join(folder, "out.json"), "utf8"));
  expect(panels.map((panel: { zLabel: string }) => panel.zLabel)).toEqual([
    "Loss (train)",
    "Loss (test)",
  ]);
  expect(panels[0].z[0][0]).toBeNull();
  expect(panels[1].z[0][0]).toBe(-1);
});

test("several points a request", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "batched.mjs");
  writeFileSync(
    path,
    `import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(JSON.parse(line).map(([x, y]) => x * x + 10 * (y - x * x) ** 2)));`,
  );
  const options = ["--points-per-request", "10", "--jobs", "2"];
  expect((await evaluate(folder, [process.execPath, path], options)).status).toBe(0);
  expect(withoutCommand(join(folder, "out.json"))).toBe(await expectedSurface());
});

test.each([
  ["prints garbage once", 'if (count === 9 && once("a")) { say("Traceback"); continue; }'],
  ["crashes once", 'if (count === 9 && once("a")) process.exit(3);'],
  ["kills itself", 'if (count === 9 && once("a")) process.kill(process.pid, "SIGKILL");'],
  ["answers twice", 'if (count === 9 && once("a")) say("7");'],
  ["answers too little", 'if (count === 9 && once("a")) continue;'],
  ["hangs", 'if (count === 9 && once("a")) await new Promise(() => setInterval(() => {}, 1000));'],
  ["floods standard error", 'writeSync(2, "complaint ".repeat(2000) + "\\n");'],
  [
    "ignores SIGTERM and the end of its input",
    'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);',
  ],
])("a worker that %s costs no answer", async (_, misbehave) => {
  const folder = temporaryFolder();
  const command = worker(folder, misbehave);
  const options = ["--journal", join(folder, "journal"), "--timeout", "1", "--quiet"];
  expect((await evaluate(folder, command, options)).status).toBe(0);
  expect(withoutCommand(join(folder, "out.json"))).toBe(await expectedSurface());
  // Read back from the journal alone.
  const before = asked(folder).length;
  expect((await evaluate(folder, command, options, "again.json")).status).toBe(0);
  expect(asked(folder).length).toBe(before);
  expect(readFileSync(join(folder, "again.json"))).toEqual(readFileSync(join(folder, "out.json")));
});

test("a point that always fails is a hole with a note after its tries", async () => {
  const folder = temporaryFolder();
  const command = worker(
    folder,
    'if (x === 0 && y === -1) { once("t" + Math.random()); process.exit(1); }',
  );
  const { status, stderr } = await evaluate(folder, command, ["--retries", "1"]);
  expect(status).toBe(0);
  expect(stderr).toContain("note: (0, -1) is a hole after 2 tries: it ended with status 1");
  expect(readdirSync(folder).filter((name) => name.startsWith("t0")).length).toBe(2);
});

test("killed at random moments, the same command ends with the same bytes", async () => {
  const expected = await expectedSurface();
  const folder = temporaryFolder();
  const command = worker(folder, "await new Promise((resolve) => setTimeout(resolve, 4));");
  const journal = join(folder, "journal");
  for (let round = 0; round < 4; round++) {
    const child = spawn(process.execPath, [
      ...[PROGRAM, "evaluate", ...WINDOW, "--journal", journal, "--jobs", "2", "--"],
      ...command,
    ]);
    await sleep(250 + 37 * round);
    child.kill("SIGKILL");
  }
  expect((await evaluate(folder, command, ["--journal", journal])).status).toBe(0);
  expect(withoutCommand(join(folder, "out.json"))).toBe(expected);
  // Only what was in the hands of a worker when it lost us, and three by which it is checked.
  expect(asked(folder).length - new Set(asked(folder)).size).toBeLessThanOrEqual(4 * 2 * (2 + 3));
});

test("a half-written last line is dropped, another journal refused", async () => {
  const folder = temporaryFolder();
  const command = worker(folder);
  const journal = join(folder, "journal");
  expect((await evaluate(folder, command, ["--journal", journal])).status).toBe(0);
  const [file] = readdirSync(journal);
  const text = readFileSync(join(journal, file), "utf8");
  const lastAnswer = text.lastIndexOf('{"index"');
  writeFileSync(join(journal, file), text.slice(0, lastAnswer + 15));
  expect((await evaluate(folder, command, ["--journal", journal], "again.json")).status).toBe(0);
  expect(readFileSync(join(folder, "again.json"))).toEqual(readFileSync(join(folder, "out.json")));
  // The one that was cut off, and three to see that the worker was in step to its end.
  expect(asked(folder).length).toBe(143 + 1 + 3);

  const other = await evaluate(folder, [...command, "x"], ["--journal", journal]);
  expect([other.status, other.stderr]).toEqual([2, expect.stringContaining("another command")]);
  const grid = await run(["evaluate", "--journal", journal, "--", ...command]);
  expect([grid.status, grid.stderr]).toEqual([2, expect.stringContaining("another grid")]);
  appendFileSync(join(journal, "z.ndjson"), `{"format":"loss-landscape/journal","version":2}\n\n`);
  const version = await evaluate(folder, command, ["--journal", journal]);
  expect([version.status, version.stderr]).toEqual([2, expect.stringContaining("version 2")]);
});

test.each([
  ["all points", []],
  ["an accuracy", ["--accuracy", "0.05"]],
])("shards share a folder, with %s", async (_, sampling) => {
  const folder = temporaryFolder();
  const command = worker(folder);
  const options = [...sampling, "--journal", join(folder, "journal")];
  const statuses = await Promise.all(
    [1, 2, 3].map((shard) =>
      evaluateAlone(folder, command, [...options, "--shard", `${shard}/3`], `${shard}.json`),
    ),
  );
  expect(statuses.map(({ status }) => status)).toEqual([0, 0, 0]);
  const points = asked(folder).length;
  expect(points).toBe(new Set(asked(folder)).size);
  expect((await evaluate(folder, command, options)).status).toBe(0);
  expect(asked(folder).length).toBe(points);
  const alone = temporaryFolder();
  expect((await evaluate(alone, worker(alone), sampling)).status).toBe(0);
  expect(withoutCommand(join(folder, "out.json"))).toBe(withoutCommand(join(alone, "out.json")));
});

test("Ctrl-C says what is safe, ends the workers and returns 130", async () => {
  const folder = temporaryFolder();
  const command = worker(
    folder,
    'process.on("SIGTERM", () => {}); once(`pid-${process.pid}`); await new Promise((resolve) => setTimeout(resolve, 20));',
  );
  const child = spawn(process.execPath, [
    ...[PROGRAM, "evaluate", ...WINDOW, "--journal", join(folder, "journal"), "--"],
    ...command,
  ]);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise((resolve) => child.on("close", resolve));
  while (!existsSync(join(folder, "asked.txt")) || asked(folder).length < 5) await sleep(20);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(stderr).toMatch(/^\d+ points are safe in .*journal; the same command continues\n$/);
  const pid = readdirSync(folder)
    .find((name) => name.startsWith("pid-"))
    ?.slice(4);
  await sleep(200);
  expect(isRunning(Number(pid))).toBe(false);
});

test("a dry run prints the points and the time they take", async () => {
  const folder = temporaryFolder();
  const { status, stdout, stderr } = await run([
    "evaluate",
    ...WINDOW,
    "--dry-run",
    "--",
    ...worker(folder),
  ]);
  expect(status).toBe(0);
  expect(stdout.toString().trim().split("\n").length).toBe(143);
  expect(stderr).toMatch(/^143 points at .* each with 1 job: about .* \(from 3 evaluations/);
  expect(asked(folder).length).toBe(3);
});

test("a program that is not there, and one that never answers", async () => {
  const folder = temporaryFolder();
  const missing = await evaluate(folder, ["./no-such-program"]);
  expect([missing.status, missing.stderr]).toEqual([
    1,
    "loss-landscape: cannot start ./no-such-program: no such program\n",
  ]);
  const echo = await evaluate(folder, ["cat"], ["--retries", "0", "--quiet"]);
  expect(echo.status).toBe(1);
  expect(echo.stderr).toContain("16 points in a row failed");
});
