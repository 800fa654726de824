/**
 * Kills `evaluate`, its workers and both at random for a while, over and over, on surfaces with and
 * without an accuracy, and compares what the same command ends with with an undisturbed run.
 *
 *   npx tsx test/stress/evaluate.ts [SECONDS] [SEED]
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seedrandomStream } from "../../src/core/random/seedrandomStream.ts";

const seconds = Number(process.argv[2] ?? 120);
const seed = process.argv[3] ?? "0";
const stream = await seedrandomStream(seed);
const folder = mkdtempSync(join(tmpdir(), "loss-landscape-stress-"));
const PROGRAM = resolve("bin/loss-landscape.js");
const asked = join(folder, "asked.txt");
const pids = join(folder, "pids.txt");

writeFileSync(
  join(folder, "worker.mjs"),
  `import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
appendFileSync(${JSON.stringify(pids)}, process.pid + "\\n");
for await (const line of createInterface({ input: process.stdin })) {
  const [x, y] = JSON.parse(line);
  await new Promise((resolve) => setTimeout(resolve, 2));
  appendFileSync(${JSON.stringify(asked)}, line + "\\n");
  console.log(x * x > 0.9 ? "NaN" : JSON.stringify({ a: Math.sin(3 * x) * y, b: (y - x * x) ** 2 }));
}`,
);

const SETTINGS = [[], ["--accuracy", "0.01"], ["--accuracy", "0.02", "--budget", "150"]];

function start(options: string[], out: string): ChildProcess {
  return spawn(
    process.execPath,
    [
      ...[PROGRAM, "evaluate", "--resolution", "25", "--quiet", "--retries", "8", ...options],
      ...["--out", out, "--", process.execPath, join(folder, "worker.mjs")],
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
}

function finished(child: ChildProcess): Promise<number | string | null> {
  return new Promise((settle) => child.on("close", (status, signal) => settle(status ?? signal)));
}

function lines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").trim().split("\n");
  } catch {
    return [];
  }
}

function killWorker(): void {
  const last = lines(pids).slice(-3);
  try {
    process.kill(Number(last[Math.floor(stream.uniform() * last.length)]), "SIGKILL");
  } catch {
    // It has ended already.
  }
}

const expected = new Map<string, string>();
for (const [k, options] of SETTINGS.entries()) {
  const out = join(folder, `expected-${k}.json`);
  if ((await finished(start(options, out))) !== 0) throw new Error("the undisturbed run failed");
  expected.set(options.join(" "), readFileSync(out, "utf8"));
}

const endsAt = Date.now() + 1000 * seconds;
let trials = 0;
let kills = 0;
let failures = 0;
let most = 0;
while (Date.now() < endsAt) {
  const options = SETTINGS[trials % SETTINGS.length];
  const journal = join(folder, `journal-${trials}`);
  const out = join(folder, "out.json");
  const jobs = ["--journal", journal, "--jobs", String(1 + Math.floor(3 * stream.uniform()))];
  rmSync(asked, { force: true });
  let status: number | string | null = null;
  let killed = 0;
  while (status !== 0) {
    const child = start([...options, ...jobs], out);
    const end = finished(child);
    let isOver = false;
    void end.then(() => (isOver = true));
    while (!isOver && killed < 12) {
      await sleep(150 + 500 * stream.uniform());
      if (isOver) break;
      killed++;
      if (stream.uniform() < 0.5) killWorker();
      else child.kill("SIGKILL");
    }
    status = await end;
    if (status !== 0 && status !== "SIGKILL") break;
  }
  kills += killed;
  const points = lines(asked);
  const twice = points.length - new Set(points).size;
  most = Math.max(most, twice);
  const isSame = status === 0 && readFileSync(out, "utf8") === expected.get(options.join(" "));
  // A kill costs at most what each of three workers had in its hands, and three points to check it.
  if (!isSame || twice > 18 * killed) {
    failures++;
    process.stdout.write(
      `trial ${trials}: status ${status}, same ${isSame}, ${twice} asked twice\n`,
    );
  }
  trials++;
  process.stdout.write(`${trials} trials, ${kills} kills\n`);
}
process.stdout.write(
  `${trials} trials, ${kills} kills, ${failures} failures; at most ${most} points of a trial asked twice (seed ${seed})\n`,
);
rmSync(folder, { recursive: true, force: true });
process.exitCode = failures > 0 ? 1 : 0;
