/**
 * Whole processes against what users would otherwise run, in turn, in one run:
 * `npx tsx test/bench/figures.ts [python]`. Peers that are not installed
 * (gnuplot; Python with matplotlib and scikit-learn) are left out, by name.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const python = process.argv[2] ?? "python3";
const program = fileURLToPath(new URL("../../bin/loss-landscape.js", import.meta.url));
const matplotlib = fileURLToPath(new URL("./matplotlibFigure.py", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "loss-landscape-bench-"));

type Command = [name: string, command: string, args: string[]];
const say = (line: string) => process.stdout.write(`${line}\n`);
const run = ([, command, args]: Command) => spawnSync(command, args, { cwd: folder });
const ours = (...args: string[]): Command => [
  "ours",
  process.execPath,
  [program, ...args, "--quiet"],
];

function secondsOf(command: Command): number {
  const started = performance.now();
  const { status, stderr, error } = run(command);
  if (status !== 0) throw error ?? new Error(`${command[0]}: ${stderr}`);
  return (performance.now() - started) / 1000;
}

/** Medians of several rounds, the commands in turn, so that a slow minute of the machine hits all alike. */
function compare(title: string, rounds: number, commands: Command[]): void {
  const present = commands.filter((command) => {
    const isPresent = run(command).status === 0;
    if (!isPresent) say(`(${command[0]} is not installed or failed)`);
    return isPresent;
  });
  const times = present.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    present.forEach((command, k) => times[k].push(secondsOf(command)));
  }
  const medians = times.map((list) => list.sort((a, b) => a - b)[rounds >> 1]);
  say(title);
  present.forEach(([name], k) => {
    const ratio = k === 0 ? "" : `, ours / it ${(medians[0] / medians[k]).toFixed(3)}`;
    say(`  ${name}: ${(1000 * medians[k]).toFixed(0)} ms${ratio}`);
  });
}

/** A gnuplot script that draws the panels of a grid as surfaces. */
function writeGnuplotScript(name: string, resolution: number): Command {
  const grid = join(folder, `${name}.json`);
  run(ours("grid", "--resolution", String(resolution), "--out", grid));
  const { panels } = JSON.parse(readFileSync(grid, "utf8"));
  const plots = panels.map(({ title, x, y, z }: Record<string, never>, k: number) => {
    const rows = (y as number[]).map((b, i) =>
      (x as number[]).map((a, j) => `${a} ${b} ${(z as number[][])[i][j]}`).join("\n"),
    );
    writeFileSync(join(folder, `${name}${k}.dat`), rows.join("\n\n"));
    return `set title '${title}'\nsplot '${name}${k}.dat' with pm3d notitle`;
  });
  const script = join(folder, `${name}.gp`);
  writeFileSync(
    script,
    `set terminal pngcairo size 1400,600\nset output '${name}.png'\nset multiplot layout 1,2\n` +
      `set xlabel 'Weight 1'\nset ylabel 'Weight 2'\n${plots.join("\n")}\n`,
  );
  return ["gnuplot", "gnuplot", [script]];
}

try {
  compare("the default figure", 11, [
    ours("render", "--out", "figure.png"),
    ["node -e 0", process.execPath, ["-e", "0"]],
    writeGnuplotScript("small", 50),
    ["the tutorial's script", python, [matplotlib]],
  ]);
  compare("two panels of 1000 x 1000 points", 3, [
    ours("render", "--resolution", "1000", "--out", "large.png"),
    writeGnuplotScript("large", 1000),
  ]);

  const count = 200;
  const seeds = Array.from({ length: count }, (_, seed) => seed);
  const manifest = join(folder, "figures.json");
  writeFileSync(manifest, JSON.stringify([{ out: "seed-{seed}.png", sweep: { seed: seeds } }]));
  const batch = count / secondsOf(ours("batch", manifest));
  const warm = spawnSync(python, [matplotlib, "20"], { encoding: "utf8" });
  const peer = 20 / Number(warm.stdout);
  say("figures a second");
  say(`  ours, batch of ${count}: ${batch.toFixed(1)}`);
  if (warm.status === 0) {
    say(
      `  matplotlib, one warm process: ${peer.toFixed(1)}, ours / it ${(batch / peer).toFixed(1)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
