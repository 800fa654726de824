import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Bench, Side } from "./bench.ts";

const TIME = "/usr/bin/time";

/** What one run of a program took. */
export interface Timing {
  seconds: number;
  /** User and system time of the whole process; NaN where only a part of it counts. */
  processor: number;
  /** The most memory that the process, or one of its children, took. */
  megabytes: number;
}

interface Run extends Timing {
  printed: string;
}

/** @returns undefined where the program fails or is not there */
export function timeOf(side: Side, folder: string): Run | undefined {
  const { command, args, timed, share = 1 } = side;
  const record = join(folder, "time.txt");
  const started = performance.now();
  const measured = ["-o", record, "-f", "%U %S %M", command, ...args];
  const { status, error, stdout } = spawnSync(TIME, measured, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, XLA_PYTHON_CLIENT_PREALLOCATE: "false" },
  });
  const wall = (performance.now() - started) / 1000;
  if (error) throw new Error(`${TIME}: ${error.message} (apt-get install time)`);
  if (status !== 0) return undefined;
  const lines = readFileSync(record, "utf8").trim().split("\n");
  const [user, system, kilobytes] = (lines.at(-1) ?? "").split(" ").map(Number);
  const megabytes = kilobytes / 1000;
  if (timed === "process") {
    return { printed: stdout, seconds: wall, processor: user + system, megabytes };
  }
  const seconds = share * Number(stdout.trim().split("\n").at(-1));
  return { printed: stdout, seconds, processor: NaN, megabytes };
}

/**
 * The sides that are there, after a first run of each, whose answers agree.
 *
 * @throws Error where ours fails, or a side computed other numbers
 */
export async function presentSides(bench: Bench, sides: Side[], folder: string): Promise<Side[]> {
  const present: Side[] = [];
  let expected: number[] = [];
  for (const side of sides) {
    const run = timeOf(side, folder);
    if (!run && side === sides[0]) throw new Error(`${bench.name}: ${side.name} failed`);
    if (!run) continue;
    const numbers = (await side.answer?.(run.printed)) ?? [];
    if (side === sides[0]) expected = numbers;
    else if (side.answer) requireSame(bench, side.name, expected, numbers);
    present.push(side);
  }
  return present;
}

function requireSame(bench: Bench, name: string, expected: number[], found: number[]): void {
  const { tolerance = 1e-9 } = bench;
  const isSame = expected.every(
    (value, k) => Math.abs(value - found[k]) <= tolerance * Math.abs(value),
  );
  if (isSame && expected.length > 0 && expected.length === found.length) return;
  throw new Error(
    `${bench.name}: ${name} found ${found.join(", ") || "nothing"}, ours ${expected.join(", ")}`,
  );
}

/** Runs the programs in turn, so that a slow minute of the machine hits all alike. */
export function medianTimings(sides: Side[], rounds: number, folder: string): Timing[] {
  const timings = sides.map((): Timing[] => []);
  for (let round = 0; round < rounds; round++) {
    sides.forEach((side, k) => {
      const timing = timeOf(side, folder);
      if (timing) timings[k].push(timing);
    });
  }
  return timings.map((list) => ({
    seconds: median(list.map(({ seconds }) => seconds)),
    processor: median(list.map(({ processor }) => processor)),
    megabytes: median(list.map(({ megabytes }) => megabytes)),
  }));
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
