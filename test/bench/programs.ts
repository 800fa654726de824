import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Side, Workplace } from "./bench.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/loss-landscape.js", import.meta.url));
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The program itself, as a user starts it. */
export function ours(subcommand: string, ...args: string[]): Side {
  const all = [PROGRAM, subcommand, "--quiet", ...args];
  return { name: "loss-landscape", command: process.execPath, args: all, timed: "process" };
}

/** `work` of the library in a warm process. */
export function ourLibrary(work: string): Side {
  // By its address: the working folder is the bench's own.
  const args = ["--import", import.meta.resolve("tsx"), here("./warmLibrary.ts"), work];
  return { name: "loss-landscape", command: process.execPath, args, timed: "printed" };
}

/** @param packages of PyPI that the script needs */
export function pythonSide(
  name: string,
  { python }: Workplace,
  timed: Side["timed"],
  packages: string,
  ...[script, ...args]: string[]
): Side {
  const getIt = `pip install ${packages}`;
  return { name, command: python, args: [here(`./peers/${script}`), ...args], timed, getIt };
}

/** A gnuplot script that draws the panels of the tutorial's grid as surfaces. */
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
