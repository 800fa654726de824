/**
 * Ours against what users would otherwise run: `npm run bench -- [--only NAME,…] [--save] [--scaling]`.
 * Python is LOSS_LANDSCAPE_PYTHON, or python3 of the path. `--save` puts the table into
 * examples/benchmarks.md, `--scaling` draws examples/scaling.svg, without `--save` instead.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Bench } from "./bench.ts";
import { BENCHES } from "./benches.ts";
import { medianTimings, presentSides } from "./measure.ts";
import { measureCurves } from "./scaling/curves.ts";
import { scalingFigure } from "./scaling/figure.ts";

const REPORT = fileURLToPath(new URL("../../examples/benchmarks.md", import.meta.url));
const SCALING = fileURLToPath(new URL("../../examples/scaling.svg", import.meta.url));
const HEAD = [
  "work",
  "program",
  "seconds",
  "processor",
  "MB",
  "ours / it",
  "by processor",
  "target",
];
const PYTHON = process.env.LOSS_LANDSCAPE_PYTHON ?? "python3";
const MACHINE = `Node ${process.version}, ${availableParallelism()} cores of ${cpus()[0].model}.`;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** A row of the table for each program. */
async function compare(bench: Bench, folder: string): Promise<string[][]> {
  const sides = await bench.sides({ folder, python: PYTHON });
  const present = await presentSides(bench, sides, folder);
  const medians = medianTimings(present, bench.rounds, folder);
  return sides.map((side, k) => {
    const place = present.indexOf(side);
    const work = k === 0 ? bench.work : "";
    const target = bench.targets[side.name];
    const most = k === 0 && bench.mostMegabytes ? `${bench.mostMegabytes} MB` : "";
    const reach = target === undefined ? most : target.toPrecision(2);
    if (place < 0) return [work, side.name, `missing: ${side.getIt ?? ""}`, "", "", "", "", reach];
    const { seconds, processor, megabytes } = medians[place];
    const ratios = [medians[0].seconds / seconds, medians[0].processor / processor];
    const shown = k === 0 ? ["", ""] : ratios.map(shortNumber);
    const taken = [shortNumber(seconds), shortNumber(processor), megabytes.toFixed(0)];
    return [work, side.name, ...taken, ...shown, reach];
  });
}

/** Empty where there is none. */
function shortNumber(value: number): string {
  return Number.isNaN(value) ? "" : value.toPrecision(3);
}

function tableLine(cells: string[], widths: number[]): string {
  return `| ${cells.map((cell, k) => cell.padEnd(widths[k])).join(" | ")} |`;
}

async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "loss-landscape-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function printTable(only: string | undefined, isSaved: boolean): Promise<void> {
  const chosen = BENCHES.filter(({ name }) => !only || only.split(",").includes(name));
  if (chosen.length === 0) {
    throw new Error(`--only: some of ${BENCHES.map(({ name }) => name).join(", ")}`);
  }
  const rows: string[][] = [];
  for (const bench of chosen) {
    process.stderr.write(`${bench.name} …\n`);
    rows.push(...(await inFolder((folder) => compare(bench, folder))));
  }
  const widths = HEAD.map((title, k) =>
    Math.max(title.length, ...rows.map((row) => row[k].length)),
  );
  const rule = widths.map((width) => "-".repeat(width));
  const table = [HEAD, rule, ...rows].map((cells) => tableLine(cells, widths));
  for (const line of [MACHINE, "", ...table]) say(line);
  if (!isSaved) return;
  const [before, , after] = readFileSync(REPORT, "utf8").split(/<!-- (?:table|end) -->/);
  const text = ["<!-- table -->", "", MACHINE, "", ...table, "", "<!-- end -->"].join("\n");
  writeFileSync(REPORT, before + text + after);
}

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    save: { type: "boolean", default: false },
    scaling: { type: "boolean", default: false },
  },
});
if (!values.scaling || values.save) await printTable(values.only, values.save);
if (values.scaling) {
  const panels = await inFolder((folder) => measureCurves(folder, say));
  writeFileSync(SCALING, scalingFigure(panels, MACHINE));
}
