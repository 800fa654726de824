/**
 * Ours against what users would otherwise run: `npm run bench -- [--only NAME,…] [--save]`.
 * Python is LOSS_LANDSCAPE_PYTHON, or python3 of the path. `--save` puts the table into
 * examples/benchmarks.md.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Bench, Side } from "./bench.ts";
import { BENCHES } from "./benches.ts";

const REPORT = fileURLToPath(new URL("../../examples/benchmarks.md", import.meta.url));
const HEAD = ["work", "program", "seconds", "processor", "ours / it", "by processor", "target"];
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Timing {
  seconds: number;
  /** User and system time of the whole process; NaN where only a part of it counts. */
  processor: number;
}

function timeOf({ command, args, timed, share = 1 }: Side, folder: string): Timing | undefined {
  const started = performance.now();
  // The shell knows what the processor spent on the program and its children.
  const script = '"$@" && times';
  const { status, stdout } = spawnSync("sh", ["-c", script, "sh", command, ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const wall = (performance.now() - started) / 1000;
  if (status !== 0) return undefined;
  const lines = stdout.trim().split("\n");
  if (timed === "printed") return { seconds: share * Number(lines.at(-3)), processor: NaN };
  const spent = Array.from((lines.at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g));
  const processor = spent.reduce((sum, [, m, s]) => sum + 60 * Number(m) + Number(s), 0);
  return { seconds: wall, processor };
}

/** Medians of several rounds, the programs in turn, so that a slow minute of the machine hits all alike. */
async function compare(bench: Bench, python: string): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), "loss-landscape-bench-"));
  try {
    const sides = await bench.sides({ folder, python });
    const present = sides.filter((side) => timeOf(side, folder));
    if (present[0] !== sides[0]) throw new Error(`${bench.name}: ${sides[0].name} failed`);
    const timings = present.map((): Timing[] => []);
    for (let round = 0; round < bench.rounds; round++) {
      present.forEach((side, k) => {
        const timing = timeOf(side, folder);
        if (timing) timings[k].push(timing);
      });
    }
    const medians = timings.map((list): Timing => ({
      seconds: median(list.map(({ seconds }) => seconds)),
      processor: median(list.map(({ processor }) => processor)),
    }));
    return sides.map((side, k) => {
      const place = present.indexOf(side);
      const work = k === 0 ? bench.work : "";
      const target = bench.targets[side.name];
      const reach = target === undefined ? "" : target.toPrecision(2);
      if (place < 0) return [work, side.name, `missing: ${side.getIt ?? ""}`, "", "", "", reach];
      const { seconds, processor } = medians[place];
      const ratios = [medians[0].seconds / seconds, medians[0].processor / processor];
      const shown = k === 0 ? ["", ""] : ratios.map(shortNumber);
      return [work, side.name, shortNumber(seconds), shortNumber(processor), ...shown, reach];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** Empty where there is none. */
function shortNumber(value: number): string {
  return Number.isNaN(value) ? "" : value.toPrecision(3);
}

function tableLine(cells: string[], widths: number[]): string {
  return `| ${cells.map((cell, k) => cell.padEnd(widths[k])).join(" | ")} |`;
}

const { values } = parseArgs({
  options: { only: { type: "string" }, save: { type: "boolean", default: false } },
});
const chosen = BENCHES.filter(({ name }) => !values.only || values.only.split(",").includes(name));
if (chosen.length === 0) {
  throw new Error(`--only: some of ${BENCHES.map(({ name }) => name).join(", ")}`);
}
const rows: string[][] = [];
for (const bench of chosen) {
  process.stderr.write(`${bench.name} …\n`);
  rows.push(...(await compare(bench, process.env.LOSS_LANDSCAPE_PYTHON ?? "python3")));
}
const widths = HEAD.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k].length)));
const rule = widths.map((width) => "-".repeat(width));
const table = [HEAD, rule, ...rows].map((cells) => tableLine(cells, widths));
const machine = `Node ${process.version}, ${availableParallelism()} cores of ${cpus()[0].model}.`;
for (const line of [machine, "", ...table]) say(line);
if (values.save) {
  const [before, , after] = readFileSync(REPORT, "utf8").split(/<!-- (?:table|end) -->/);
  const text = ["<!-- table -->", "", machine, "", ...table, "", "<!-- end -->"].join("\n");
  writeFileSync(REPORT, before + text + after);
}
