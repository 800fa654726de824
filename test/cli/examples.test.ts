import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { PNG } from "../../src/render/formats/png.ts";
import { decodePng } from "../render/decodePng.ts";
import { run, runProcess, temporaryFolder, PROGRAM } from "./program.ts";

const PIPES = resolve("examples/pipes");
const CI = resolve("examples/ci");
const PYTHON = "/usr/bin/python3";
const env = { LOSS_LANDSCAPE: `"${process.execPath}" "${PROGRAM}"` };

// A machine may lack a program that an example pipes to; then its test is skipped, visibly.
const hasJq = spawnSync("jq", ["--version"]).status === 0;
const hasGnuplot = spawnSync("gnuplot", ["--version"]).status === 0;
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const hasMake = spawnSync("make", ["--version"]).status === 0;
const hasNumpy = spawnSync(PYTHON, ["-c", "import numpy"]).status === 0;

/** A program named `loss-landscape`, for scripts that split the variable at spaces. */
function shortcut(): { LOSS_LANDSCAPE: string } {
  const file = join(temporaryFolder(), "loss-landscape");
  writeFileSync(file, `#!/bin/sh\nexec ${env.LOSS_LANDSCAPE} "$@"\n`, { mode: 0o755 });
  return { LOSS_LANDSCAPE: file };
}

function isPng(bytes: Buffer): boolean {
  return bytes.subarray(1, 4).toString() === "PNG";
}

interface Grids {
  panels: { title: string; xLabel: string; x: number[]; y: number[]; z: number[][] }[];
}

test.each(["lesson", "table", "network", "warehouse", "ci"])(
  "examples/%s holds what its commands make",
  async (folder) => {
    const out = temporaryFolder();
    const script = resolve("examples", folder, "run.sh");
    const made = await runProcess(script, [out], { env: shortcut() });
    expect(made.status, made.stderr).toBe(0);
    const kept = readdirSync(join("examples", folder));
    const names = readdirSync(out).filter((name) => folder !== "ci" || kept.includes(name));
    expect(kept).toEqual(expect.arrayContaining(names));
    expect(names.filter((name) => name.endsWith(".png"))).not.toEqual([]);
    for (const name of names) await expectSame(join(out, name), join("examples", folder, name));
    if (folder === "ci") await expectShardsWhole(out);
  },
);

/** The shards of the manifest for CI are those figures, each in one of them. */
async function expectShardsWhole(out: string): Promise<void> {
  const drawn: string[] = [];
  for (const shard of ["1/2", "2/2"]) {
    const report = join(temporaryFolder(), "report.json");
    const args = ["batch", join(CI, "figures.json"), "--quiet", "--out-dir", out];
    const rest = ["--skip-unchanged", "--jobs", "1", "--shard", shard, "--report", report];
    expect((await run([...args, ...rest])).status).toBe(0);
    const { figures } = JSON.parse(readFileSync(report, "utf8")) as Reported;
    expect(figures.map(({ status }) => status)).toEqual(figures.map(() => "unchanged"));
    drawn.push(...figures.map(({ out }) => out));
  }
  expect(drawn.sort()).toEqual(readdirSync(out).sort());
  expect(drawn).toHaveLength(9);
}

interface Reported {
  figures: { out: string; status: string }[];
}

/** The same options and nearly the same pixels; the same text, but for the last digits of numbers. */
async function expectSame(drawnFile: string, keptFile: string): Promise<void> {
  const [drawn, kept] = [readFileSync(drawnFile), readFileSync(keptFile)];
  if (!keptFile.endsWith(".png")) {
    const rounded = (text: string) =>
      text.replace(/-?\d+\.\d{8,}(e[+-]?\d+)?/g, (number) => Number(number).toPrecision(10));
    expect(rounded(drawn.toString()), keptFile).toBe(rounded(kept.toString()));
    return;
  }
  const [{ Spec, View }, of] = [await PNG.readMetadata(drawn), await PNG.readMetadata(kept)];
  expect({ Spec, View }, keptFile).toEqual({ Spec: of.Spec, View: of.View });
  const [a, b] = [decodePng(drawn), decodePng(kept)];
  expect([a.width, a.height, a.channels], keptFile).toEqual([b.width, b.height, b.channels]);
  const sum = a.pixels.reduce((sum, value, k) => sum + Math.abs(value - b.pixels[k]), 0);
  // Machines draw letters a little differently.
  expect(sum / a.pixels.length, keptFile).toBeLessThan(0.5);
}

test.skipIf(!hasJq)("jq reads the grid document", async () => {
  const { panels } = JSON.parse((await run(["grid", "--quiet"])).stdout.toString()) as Grids;
  const lowest = panels.map(({ title, x, y, z }) => {
    const loss = Math.min(...z.flat());
    const i = z.findIndex((row) => row.includes(loss));
    return `${title}: ${loss} at (${x[z[i].indexOf(loss)]}, ${y[i]})\n`;
  });
  expect(lowest).toHaveLength(2);
  const { status, stdout } = await runProcess(join(PIPES, "jq.sh"), [], { env: shortcut() });
  expect([status, stdout.toString()]).toEqual([0, lowest.join("")]);
});

test("the CSV has the columns 2, 3 and 4 that gnuplot is told to draw", async () => {
  const csv = (await run(["grid", "--quiet", "--scalers", "none", "--format", "csv"])).stdout;
  const [header, ...rows] = csv.toString().trim().split("\n");
  expect(header.split(",")).toHaveLength(4);
  expect(rows).toHaveLength(2500);
  expect(
    rows.every((row) =>
      row
        .split(",")
        .slice(1)
        .every((cell) => Number.isFinite(+cell)),
    ),
  ).toBe(true);
});

test.skipIf(!hasGnuplot)("gnuplot draws the CSV", async () => {
  const out = join(temporaryFolder(), "heat.png");
  const { status, stderr } = await runProcess(join(PIPES, "gnuplot.sh"), [out], {
    env: shortcut(),
  });
  expect(status, stderr).toBe(0);
  expect(isPng(readFileSync(out))).toBe(true);
});

test("a panel is what Plotly takes as a surface trace, and its figure is drawn", async () => {
  const { panels } = JSON.parse((await run(["grid", "--quiet"])).stdout.toString()) as Grids;
  const [{ x, y, z }] = panels;
  const figure = JSON.stringify({ data: [{ type: "surface", x, y, z }], layout: {} });
  const drawn = await run(["render", "--quiet", "--from", "-"], { input: figure });
  expect(isPng(drawn.stdout)).toBe(true);
});

test.skipIf(!hasJq)("Plotly's page holds a panel as a surface trace", async () => {
  const cwd = temporaryFolder();
  const { panels } = JSON.parse((await run(["grid", "--quiet"])).stdout.toString()) as Grids;
  const [{ x, y, z }] = panels;
  const out = join(cwd, "page.html");
  const { status, stderr } = await runProcess(join(PIPES, "plotly.sh"), [out], { env: shortcut() });
  expect(status, stderr).toBe(0);
  const [, json] = /newPlot\("surface", (.*)\)<\/script>/.exec(readFileSync(out, "utf8")) ?? [];
  expect(JSON.parse(json)).toMatchObject({ data: [{ type: "surface", x, y, z }] });
  expect(isPng(readFileSync(join(cwd, "page.png")))).toBe(true);
});

test.skipIf(!hasNumpy)("NumPy reads the NPZ to the same doubles", async () => {
  const cwd = temporaryFolder();
  expect((await run(["grid", "--quiet", "--out", "g.npz"], { cwd })).status).toBe(0);
  const { stdout } = await runProcess(PYTHON, [join(PIPES, "numpy_read.py"), "g.npz"], { cwd });
  expect(stdout.toString()).toBe(
    "panel 0: 50 x 50, lowest 3.39139 at (2.42857, 0.102041)\npanel 1: 50 x 50, lowest 47.8086 at (0.469388, 0.5)\n",
  );
  await run(["grid", "--quiet", "--out", "g.json"], { cwd });
  const compare =
    "import json, numpy; n = numpy.load('g.npz'); p = json.load(open('g.json'))['panels']; print(all((n[f'{k}{i}'] == numpy.array(p[i][k])).all() for i in range(2) for k in 'xyz'))";
  expect((await runProcess(PYTHON, ["-c", compare], { cwd })).stdout.toString()).toBe("True\n");
});

test.skipIf(!hasNumpy)("a grid that NumPy wrote is drawn", async () => {
  const written = (await runProcess(PYTHON, [join(PIPES, "numpy_write.py")])).stdout;
  const { status, stdout, stderr } = await run(["render", "--from", "-"], { input: written });
  expect([status, stderr]).toEqual([0, ""]);
  expect(isPng(stdout)).toBe(true);
});

test.skipIf(!hasPython)("the PyTorch example is a Python program", async () => {
  const check = "import ast, sys; ast.parse(open(sys.argv[1]).read())";
  const file = join(PIPES, "pytorch_write.py");
  expect((await runProcess("python3", ["-c", check, file])).status).toBe(0);
});

test("the GitHub workflow's command is one that this program takes", async () => {
  const workflow = readFileSync(join(CI, "github-actions.yml"), "utf8");
  const [, command] = /npx loss-landscape ([^]*?)\n {6}- uses/.exec(workflow) ?? [];
  const words = command.replaceAll("${{ matrix.shard }}", "2").trim().split(/\s+/);
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "figures.json"), readFileSync(join(CI, "figures.json")));
  const { status, stderr } = await run(words, { cwd });
  expect(status, stderr).toBe(0);
  expect(readdirSync(cwd).sort()).toEqual(["figures", "figures.json", "report-2.json"]);
});

test.skipIf(!hasMake)("the Makefile draws its figures once", async () => {
  const cwd = temporaryFolder();
  const make = (...args: string[]) =>
    runProcess("make", ["-f", join(CI, "Makefile"), ...args], { cwd, env: shortcut() });
  expect((await make("-s")).status).toBe(0);
  expect(readdirSync(join(cwd, "figures"))).toEqual([
    "scale-1-10.png",
    "scale-1-100.png",
    "scale-1-1000.png",
    "summary.txt",
  ]);
  expect((await make()).stdout.toString()).toMatch(/Nothing to be done/);
});

test("the Slurm script draws its share", async () => {
  const cwd = temporaryFolder();
  const slurm = await runProcess("bash", [join(CI, "slurm.sh"), join(CI, "figures.json")], {
    cwd,
    env: { ...shortcut(), SLURM_ARRAY_TASK_ID: "2", SLURM_ARRAY_TASK_COUNT: "9" },
  });
  expect(slurm.status, slurm.stderr).toBe(0);
  expect(readdirSync(join(cwd, "figures"))).toEqual(["scale-1-10-mae.png"]);
});

test.skipIf(!hasJq)(
  "the shell loop draws a figure for each seed and tables the condition numbers",
  async () => {
    const cwd = temporaryFolder();
    const folder = mkdtempSync(join(cwd, "loop-"));
    const loop = await runProcess("bash", [join(CI, "loop.sh"), folder], { cwd, env: shortcut() });
    expect(loop.status, loop.stderr).toBe(0);
    const figures = readdirSync(folder).filter((name) => name.endsWith(".png"));
    expect(figures).toEqual(["seed-0.png", "seed-1.png", "seed-2.png"]);
    const table = readFileSync(join(folder, "condition-numbers.tsv"), "utf8");
    expect(table).toMatch(/^0\t20501\.7704\d+\t1\.1467\d+\n1\t/);
  },
);
