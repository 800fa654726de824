import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { printedNumbers, type Side, type Workplace } from "./bench.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/loss-landscape.js", import.meta.url));
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The program itself, as a user starts it. */
export function ours(subcommand: string, ...args: string[]): Side {
  const all = [PROGRAM, subcommand, "--quiet", ...args];
  return { name: "loss-landscape", command: process.execPath, args: all, timed: "process" };
}

/** `describe` of a table; its answer is each panel's weights, best loss and eigenvalues. */
export function ourDescribe(file: string): Side {
  return { ...ours("describe", "--json", "--data", file), answer: describedNumbers };
}

function describedNumbers(printed: string): number[] {
  const { panels } = JSON.parse(printed) as {
    panels: {
      optimum: { weights: Record<string, number>; z: number };
      eigenvalues: [number, number];
    }[];
  };
  return panels.flatMap(({ optimum, eigenvalues }) => [
    ...Object.values(optimum.weights),
    optimum.z,
    ...eigenvalues,
  ]);
}

/** Losses at the corners of a grid document's only panel, or of each of its panels. */
export function cornerLosses(printed: string): number[] {
  const { panels } = JSON.parse(printed) as { panels: { z: number[][] }[] };
  return panels.flatMap(({ z }) =>
    [z[0], z[z.length - 1]].flatMap((row) => [row[0], row[row.length - 1]]),
  );
}

/** Losses at the corners of the tutorial's grids. */
export function tutorialCorners(): number[] {
  const { command, args } = ours("grid");
  return cornerLosses(spawnSync(command, args, { encoding: "utf8" }).stdout);
}

/** `work` of the library in a warm process, which prints its answer. */
export function ourLibrary(...work: string[]): Side {
  // By its address: the working folder is the bench's own.
  const args = ["--import", import.meta.resolve("tsx"), here("./warmLibrary.ts"), ...work];
  const command = process.execPath;
  return { name: "loss-landscape", command, args, timed: "printed", answer: printedNumbers };
}

/**
 * A script that prints its answer.
 *
 * @param packages of PyPI that it needs
 */
export function pythonSide(
  name: string,
  { python }: Workplace,
  timed: Side["timed"],
  packages: string,
  ...[script, ...args]: string[]
): Side {
  const getIt = `pip install ${packages}`;
  const command = python;
  const scriptArgs = [here(`./peers/${script}`), ...args];
  return { name, command, args: scriptArgs, timed, getIt, answer: printedNumbers };
}

/** A gnuplot script that draws the panels of the tutorial's grid, as ours computes it, as surfaces. */
export function gnuplotSide({ folder }: Workplace, resolution: number): Side {
  const grid = join(folder, `grid${resolution}.json`);
  const { command, args } = ours("grid", "--resolution", String(resolution), "--out", grid);
  spawnSync(command, args);
  const { panels }: { panels: { title: string; x: number[]; y: number[]; z: number[][] }[] } =
    JSON.parse(readFileSync(grid, "utf8"));
  const plots = panels.map(({ title, x, y, z }, k) => {
    const rows = y.map((b, i) => x.map((a, j) => `${a} ${b} ${z[i][j]}`).join("\n"));
    const data = join(folder, `grid${resolution}-${k}.dat`);
    writeFileSync(data, rows.join("\n\n"));
    return `set title '${title}'\nsplot '${data}' with pm3d notitle`;
  });
  const script = join(folder, `grid${resolution}.gp`);
  writeFileSync(
    script,
    `set terminal pngcairo size 1400,600\nset output '${join(folder, "gnuplot.png")}'\n` +
      `set multiplot layout 1,2\nset xlabel 'Weight 1'\nset ylabel 'Weight 2'\n${plots.join("\n")}\n`,
  );
  const getIt = "apt-get install gnuplot";
  return { name: "gnuplot", command: "gnuplot", args: [script], timed: "process", getIt };
}

/** Node with node-canvas that writes a blank picture with one word on it: what no figure can undercut. */
export function floorSide({ folder }: Workplace): Side {
  const args = [here("./peers/blankCanvas.js"), join(folder, "blank.png")];
  return { name: "the floor", command: process.execPath, args, timed: "process" };
}
