import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { batch, digests, SMALL } from "./batching.ts";
import { PROGRAM, run, runProcess, temporaryFolder } from "./program.ts";

test("a batch draws what render draws, reports each figure, and goes on after a bad one", async () => {
  const folder = temporaryFolder();
  const { status, stderr, report } = await batch(folder, {
    defaults: SMALL,
    figures: [
      { out: "deep/a.png", scales: [1, 50], titles: ["one, two", "three"] },
      { out: "b.svg", w1: [0, 1, 6], explain: true, metadata: true },
      { out: "zero.png", samples: 0 },
      { out: "typo.png", sampels: 5 },
      { out: "fig.bmp" },
      "no object",
      { out: "c.pdf", intercept: true, axes: ["x1", "intercept"], seed: 4 },
    ],
  });
  expect(status).toBe(1);
  expect(report.summary).toEqual({ figures: 7, drawn: 3, unchanged: 0, failed: 4, notRun: 0 });
  expect(report.figures.map(({ status, error }) => error ?? status)).toEqual([
    "drawn",
    "drawn",
    "--samples 0: expected a whole number from 1 to 10000000",
    "unknown option sampels; did you mean samples?",
    "--out fig.bmp: expected a file name ending in .png, .svg or .pdf, or -",
    "expected an object of options",
    "drawn",
  ]);
  expect(stderr).toContain("failed     zero.png: --samples 0: expected");
  expect(stderr).toMatch(/7 figures: 3 drawn, 4 failed in \d.* s\n$/);

  const [a] = report.figures;
  const bytes = readFileSync(join(folder, "deep/a.png"));
  expect(a.bytes).toBe(bytes.length);
  expect(a.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(a.notes?.[0]).toContain("lies outside the window");
  const size = ["--width", "400", "--height", "250", "--resolution", "8", "--quiet"];
  const alone = await run(["render", ...size, "--scales", "1,50", "--titles", "one\\, two,three"]);
  expect(alone.stdout.equals(bytes)).toBe(true);
});

test("a sweep is multiplied out, and any number of jobs and shards gives the same bytes", async () => {
  const manifest = {
    defaults: SMALL,
    figures: [
      {
        out: "{loss}/fig-{seed}-{scales}.png",
        sweep: {
          seed: [0, 1],
          loss: ["mse", "mae"],
          scales: [
            [1, 10],
            [1, 100],
          ],
        },
      },
      { out: "last.svg", descent: "gd" },
    ],
  };
  const whole = temporaryFolder();
  const one = await batch(whole, manifest, "--jobs", "1");
  expect(one.status, one.stderr).toBe(0);
  const expected = digests(whole);
  expect(Object.keys(expected)).toEqual([
    "last.svg",
    "mae/fig-0-1-10.png",
    "mae/fig-0-1-100.png",
    "mae/fig-1-1-10.png",
    "mae/fig-1-1-100.png",
    "mse/fig-0-1-10.png",
    "mse/fig-0-1-100.png",
    "mse/fig-1-1-10.png",
    "mse/fig-1-1-100.png",
  ]);

  const joined = temporaryFolder();
  const counts = [];
  for (const shard of ["3/3", "1/3", "2/3"]) {
    const { report } = await batch(joined, manifest, "--shard", shard, "--jobs", "3");
    counts.push(report.summary.drawn);
  }
  expect(counts).toEqual([3, 3, 3]);
  expect(digests(joined)).toEqual(expected);
});

test("names and titles are templates with the figure's place and numbers of a fixed width", async () => {
  const folder = temporaryFolder();
  const { status, report } = await batch(folder, {
    defaults: { ...SMALL, format: "svg" },
    figures: [
      { out: "first-{index}.svg", seed: 12, title: "{{seed}} {seed:04}" },
      {
        out: "f{index:04}-{steps:03}.svg",
        descent: "gd",
        title: "after {steps} steps",
        sweep: { steps: [5, 40] },
      },
      { out: "{scales:03}.svg", scales: "1,50" },
      { out: "x.svg", title: "{rate}" },
    ],
  });
  expect(status).toBe(1);
  expect(report.figures.map(({ out, error }) => error ?? out)).toEqual([
    "first-0.svg",
    "f0001-005.svg",
    "f0002-040.svg",
    "out: {scales:03}: expected a whole number, not 1,50",
    "title: {rate}: expected the name of an option that the figure gives, or index",
  ]);
  expect(readFileSync(join(folder, "first-0.svg"), "utf8")).toContain("{seed} 0012");
  expect(readFileSync(join(folder, "f0002-040.svg"), "utf8")).toContain("after 40 steps");
});

test("a terminal gets a bar, and failures at the end", async () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, "m.json"),
    JSON.stringify([
      { ...SMALL, out: "a.png" },
      { out: "bad.png", samples: 0 },
    ]),
  );
  const terminal = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)";
  const { status, stdout } = await runProcess(
    "python3",
    ["-c", terminal, process.execPath, PROGRAM, "batch", "m.json"],
    { cwd: folder },
  );
  expect(status).toBe(1);
  expect(stdout.toString()).toContain("/2 figures");
  expect(stdout.toString()).toMatch(
    /failed {5}bad\.png: --samples 0: .*\r\n2 figures: 1 drawn, 1 failed in .* s\r\n$/,
  );
});

test("a vertical range holds in a batch, and its figures say what it leaves out", async () => {
  const folder = temporaryFolder();
  const z = [
    [1, 2],
    [3, 50],
  ];
  writeFileSync(join(folder, "g.json"), JSON.stringify({ z }));
  const figure = { width: 400, height: 250, from: "g.json" };
  const { report } = await batch(folder, [
    { ...figure, out: "a.png", zRange: "2:10" },
    { ...figure, out: "b.png", zRange: [2, 10], zMax: 5 },
    { ...figure, out: "c.png", zRange: [0, 10], zScale: "log" },
    { ...figure, out: "d.png", zRange: "9:3" },
  ]);
  expect(report.figures.map(({ notes, error }) => error ?? notes)).toEqual([
    ["panel 1: of 4 losses 1 below --z-range, drawn at 2; 1 above --z-range, taken away at 10"],
    "--z-max 5: expected none beside --z-range, which cuts at its upper end",
    "--z-range 0:10: expected ends above zero with --z-scale log",
    "--z-range 9:3: expected MIN:MAX with MIN below MAX",
  ]);
});
