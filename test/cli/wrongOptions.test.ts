import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, runAlone, temporaryFolder } from "./program.ts";

const OUT = ["--out", "fig.png"];

const WRONG: [args: string[], message: string][] = [
  [["render", ...OUT, "--samples", "0"], "--samples 0: expected a whole number from 1 to 10000000"],
  [["render", ...OUT, "--w1", "5:-1:50"], "--w1 5:-1:50: expected MIN:MAX with MIN below MAX"],
  [
    ["render", ...OUT, "--w1", "a:b"],
    "--w1 a:b: expected MIN:MAX or MIN:MAX:COUNT, two numbers and a whole number from 2",
  ],
  [
    ["render", ...OUT, "--colormap", "virdis"],
    "--colormap virdis: expected a colormap; did you mean viridis,",
  ],
  [
    ["render", "--out", "fig.bmp"],
    "--out fig.bmp: expected a file name ending in .png, .svg or .pdf, or -",
  ],
  [["render", ...OUT, "--alpha", "7"], "--alpha 7: expected a number from 0 to 1"],
  [["render", ...OUT, "--sampels", "3"], "unknown option --sampels; did you mean --samples?"],
  [["rendr"], "unknown command rendr; did you mean render?"],
  [["--samples", "3"], "unknown option --samples; it belongs to render, grid, describe"],
  [["grid", "fig.png"], "grid: unexpected fig.png; see loss-landscape grid --help"],
  [["render", "--samples"], "--samples <N>: the value is missing"],
  [["batch"], "batch: MANIFEST is missing; see loss-landscape batch --help"],
  [["completion", "bsh"], "completion bsh: expected bash, zsh or fish; did you mean bash?"],
  [["grid", "--seed", "abc"], "--seed abc: expected a whole number from 0 to 4294967295"],
  [
    ["grid", "--loss", "huger"],
    "--loss huger: expected mse, mae, huber, logistic or hinge; did you mean huber?",
  ],
  [
    ["grid", "--from", "a.json", "--samples", "3"],
    "--samples: cannot be combined with --from, which reads finished grids",
  ],
  [
    ["grid", "--data", "a.csv", "--scales", "1,2"],
    "--scales: makes synthetic data and cannot be combined with --data",
  ],
  [["grid", "--features", "a,b"], "--features: needs --data"],
  [["grid", "--surface", "train_acc"], "--surface: needs --from"],
  [["grid", "--data", "-"], "--data -: needs --data-format csv, tsv, json or ndjson"],
  [["grid", "--data", "a.csv", "--w1", "0:1"], "--w1: with --data needs --w2 too"],
  [["grid", "--delta", "2"], "--delta: needs --loss huber"],
  [["grid", "--rate", "0.1"], "--rate: needs --descent gd, momentum, nesterov or adam"],
  [
    ["grid", "--resolution", "10", "--max-points", "99"],
    "--max-points 99: the 2 panels would have 200 points",
  ],
  [
    ["render", ...OUT, "--width", "20000", "--height", "20000"],
    "--max-pixels 250000000: the picture would have 20000 × 20000 pixels",
  ],
  [["render", ...OUT, "--scale", "20", "--width", "9000"], "--scale 20: the picture would have"],
  [
    ["render", ...OUT, "--background", "no colour"],
    "--background no colour: expected a CSS colour or none",
  ],
  [["render", "--quiet", ...OUT, "--titles", "a,b,c"], "--titles: 3 titles for 2 panels"],
  [
    ["render", ...OUT, "--labels", "a,b"],
    "--labels a,b: expected three labels separated by commas",
  ],
  [["render", ...OUT, "--format", "svg"], "--format svg: --out fig.png is a png file"],
  [
    ["render", ...OUT, "--alpha", "1\n2\u001b[31m"],
    "--alpha 1\\n2\\u001b[31m: expected a number from 0 to 1",
  ],
  [["render", ...OUT, "--rng", ""], '--rng "": expected numpy or seedrandom'],
];

describe("a wrong option exits 2 with one line", () => {
  test.each(WRONG)("%j", async (args, message) => {
    const cwd = temporaryFolder();
    const { status, stdout, stderr } = await run(args, { cwd });
    expect(stderr.startsWith(`loss-landscape: ${message}`), stderr).toBe(true);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect(status).toBe(2);
    expect(stdout).toHaveLength(0);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

test("a picture that cannot be written exits 1, names path and reason, leaves nothing", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "file"), "");
  for (const [out, reason] of [
    ["missing/fig.png", "no such folder"],
    ["file/fig.png", "a part of the path is not a folder"],
  ]) {
    const { status, stderr } = await runAlone(["render", "--quiet", "--out", out], { cwd });
    expect(stderr).toBe(`loss-landscape: cannot write ${out}: ${reason}\n`);
    expect(status).toBe(1);
  }
  expect(readdirSync(cwd)).toEqual(["file"]);
});

test("no command at all exits 2 and shows the help", async () => {
  const { status, stdout, stderr } = await runAlone([]);
  expect(status).toBe(2);
  expect(stdout).toHaveLength(0);
  expect(stderr).toContain("Usage: loss-landscape");
});

test("a document that is wrong exits 2 and points at the place", async () => {
  const input = JSON.stringify({ z: [[1, 2], [3]] });
  const { status, stderr } = await runAlone(["render", "--from", "-"], { input });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^loss-landscape: .*z\[1\].*\n$/);
});
