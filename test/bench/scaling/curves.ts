import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { makeSyntheticData } from "../../../src/core/syntheticData.ts";
import type { Side } from "../bench.ts";
import { timeOf } from "../measure.ts";
import { ourDescribe, ourLibrary, ours } from "../programs.ts";

const ROUNDS = 2;

/** Seconds against the size of a work. */
export interface Curve {
  label: string;
  sizes: number[];
  seconds: number[];
}

/** Curves over one kind of size. */
export interface CurvePanel {
  title: string;
  xLabel: string;
  curves: Curve[];
}

/** @param say told each curve when it is measured */
export async function measureCurves(
  folder: string,
  say: (line: string) => void,
): Promise<CurvePanel[]> {
  function curve(label: string, sizes: number[], sideOf: (size: number) => Side): Curve {
    const seconds = sizes.map((size) => {
      const side = sideOf(size);
      const runs = Array.from({ length: ROUNDS }, () => {
        const run = timeOf(side, folder);
        if (!run) throw new Error(`${label}, ${size}: failed`);
        return run.seconds;
      });
      return Math.min(...runs);
    });
    say(`${label}: ${sizes.map((size, k) => `${size} ${seconds[k].toPrecision(3)} s`).join(", ")}`);
    return { label, sizes, seconds };
  }
  const grid = (work: string, rows: number) => (points: number) =>
    ourLibrary(work, String(rows), String(Math.round(Math.sqrt(points))));
  const squares = (...roots: number[]) => roots.map((root) => root * root);

  const rowCounts = [1e4, 3e4, 1e5, 3e5, 1e6];
  const tables = new Map<number, string>();
  for (const rows of rowCounts) tables.set(rows, await writeTable(folder, rows));

  return [
    {
      title: "Rows",
      xLabel: "rows",
      curves: [
        curve("describe a CSV", rowCounts, (rows) => ourDescribe(tables.get(rows) ?? "")),
        curve("fit mae", rowCounts, (rows) => ourLibrary("mae-optimum", String(rows))),
        curve("fit logistic", rowCounts, (rows) => ourLibrary("logistic-optimum", String(rows))),
        curve("fit mse", rowCounts, (rows) => ourLibrary("mse-optimum", String(rows))),
      ],
    },
    {
      title: "Points",
      xLabel: "points of the grid",
      curves: [
        curve("logistic, 3000 rows", squares(60, 120, 240, 480), grid("logistic", 3000)),
        curve("mae, 10,000 rows", squares(50, 100, 200, 400, 800), grid("mae", 10_000)),
        curve("mse, 10,000 rows", squares(100, 200, 400, 800, 1600), grid("mse", 10_000)),
      ],
    },
    {
      title: "Pixels",
      xLabel: "pixels of the figure",
      curves: [
        curve(
          "render a PNG",
          [1, 2, 4, 8, 16].map((k) => k * 700 * 300),
          (pixels) => {
            const scale = Math.sqrt(pixels / (700 * 300));
            const [width, height] = [700, 300].map((side) => String(Math.round(scale * side)));
            return ours("render", "--width", width, "--height", height, "--out", "p.png");
          },
        ),
      ],
    },
    {
      title: "Figures",
      xLabel: "figures of a batch",
      curves: [
        curve("batch", [8, 16, 32, 64, 128], (figures) => {
          const manifest = join(folder, "figures.json");
          const seed = Array.from({ length: figures }, (_, k) => k);
          writeFileSync(manifest, JSON.stringify([{ out: "seed-{seed}.png", sweep: { seed } }]));
          return ours("batch", manifest);
        }),
      ],
    },
    {
      title: "Cores",
      xLabel: "cores",
      curves: [
        curve("batch of 32", coreCounts(), (cores) => {
          const manifest = join(folder, "thirty-two.json");
          const seed = Array.from({ length: 32 }, (_, k) => k);
          writeFileSync(manifest, JSON.stringify([{ out: "seed-{seed}.png", sweep: { seed } }]));
          return onCores(cores, ours("batch", manifest));
        }),
        curve("logistic grid", coreCounts(), (cores) =>
          onCores(cores, ourLibrary("logistic", "10000", "200")),
        ),
      ],
    },
  ];
}

/** 1, 2, 4 and so on, and all that there are. */
function coreCounts(): number[] {
  const most = availableParallelism();
  const powers = Array.from({ length: 10 }, (_, k) => 2 ** k).filter((cores) => cores < most);
  return [...powers, most];
}

/** On so many of the cores: all of them where the system cannot say so. */
function onCores(cores: number, side: Side): Side {
  if (spawnSync("taskset", ["--version"]).error) return side;
  return {
    ...side,
    command: "taskset",
    args: ["-c", `0-${cores - 1}`, side.command, ...side.args],
  };
}

async function writeTable(folder: string, rows: number): Promise<string> {
  const { columns, target } = await makeSyntheticData({ samples: rows });
  const lines = Array.from(target, (y, row) => `${columns[0][row]},${columns[1][row]},${y}\n`);
  const file = join(folder, `${rows}.csv`);
  writeFileSync(file, `a,b,y\n${lines.join("")}`);
  return file;
}
