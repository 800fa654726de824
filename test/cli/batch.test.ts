import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { run, runProcess, temporaryFolder, PROGRAM } from "./program.ts";

const SMALL = { width: 400, height: 250, resolution: 8 };

interface Report {
  summary: Record<string, number>;
  figures: {
    out: string;
    status: string;
    seconds: number;
    bytes?: number;
    sha256?: string;
    error?: string;
    notes?: string[];
  }[];
}

async function batch(folder: string, manifest: unknown, ...args: string[]) {
  const text = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
  writeFileSync(join(folder, "figures.json"), text);
  const report = join(folder, "..", `${folder.split("/").pop()}-report.json`);
  // More processes only where they are what is asked about: each has to start.
  const jobs = args.includes("--jobs") ? [] : ["--jobs", "1"];
  const words = ["batch", "figures.json", "--report", report, ...jobs, ...args];
  const finished = await run(words, { cwd: folder });
  const read = existsSync(report)
    ? (JSON.parse(readFileSync(report, "utf8")) as Report)
    : { summary: {}, figures: [] };
  rmSync(report, { force: true });
  return { ...finished, report: read };
}

function digests(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const pictures = names.filter((name) => /\.(png|svg|pdf)$/.test(name)).sort();
  return Object.fromEntries(
    pictures.map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]),
  );
}

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

test("--skip-unchanged leaves alone what would come out the same, and nothing else", async () => {
  const folder = temporaryFolder();
  const table = join(folder, "t.csv");
  const grid = join(folder, "g.json");
  writeFileSync(table, "a,b,y\n1,2,3\n2,1,5\n4,5,9\n");
  writeFileSync(
    grid,
    JSON.stringify({
      z: [
        [1, 2],
        [3, 5],
      ],
    }),
  );
  const figures = (seed: number) => [
    { ...SMALL, out: "a.png", seed },
    { ...SMALL, out: "t.svg", data: "t.csv" },
    { width: 400, height: 250, out: "g.pdf", from: "g.json" },
    { width: 400, height: 250, out: "none.png", from: "g.json", metadata: false },
  ];
  const statuses = async (seed: number) => {
    const { report, stderr } = await batch(folder, figures(seed), "--skip-unchanged");
    expect(report.figures, stderr).toHaveLength(4);
    return report.figures.map(({ status }) => status);
  };
  expect(await statuses(0)).toEqual(["drawn", "drawn", "drawn", "drawn"]);
  expect(await statuses(0)).toEqual(["unchanged", "unchanged", "unchanged", "drawn"]);
  expect(await statuses(1)).toEqual(["drawn", "unchanged", "unchanged", "drawn"]);

  // The inputs change, their dates do not.
  const { atime, mtime } = statSync(table);
  writeFileSync(table, "a,b,y\n1,2,3\n2,1,5\n4,5,8\n");
  writeFileSync(
    grid,
    JSON.stringify({
      z: [
        [1, 2],
        [3, 6],
      ],
    }),
  );
  utimesSync(table, atime, mtime);
  utimesSync(grid, atime, mtime);
  expect(await statuses(1)).toEqual(["unchanged", "drawn", "drawn", "drawn"]);

  // A picture that is not whole is drawn again.
  const svg = readFileSync(join(folder, "t.svg"));
  writeFileSync(join(folder, "t.svg"), svg.subarray(0, svg.length - 20));
  const png = readFileSync(join(folder, "a.png"));
  writeFileSync(join(folder, "a.png"), png.subarray(0, png.length - 20));
  expect(await statuses(1)).toEqual(["drawn", "drawn", "unchanged", "drawn"]);

  // So is one that is whole and whose image is another.
  const replaced = (name: string, from: string, to: string) => {
    const bytes = readFileSync(join(folder, name), "latin1");
    expect(bytes).toContain(from);
    writeFileSync(join(folder, name), bytes.replace(from, to), "latin1");
  };
  replaced("t.svg", 'fill="none"', 'fill="nona"');
  replaced("g.pdf", "/Producer", "/Prodacer");
  const sound = readFileSync(join(folder, "a.png"));
  const start = sound.indexOf("IDAT");
  const length = sound.readUInt32BE(start - 4);
  const image = inflateSync(sound.subarray(start + 4, start + 4 + length));
  image[image.length >> 1] ^= 1;
  const packed = Buffer.concat([Buffer.from("IDAT"), deflateSync(image)]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(packed.length - 4, 0);
  frame.writeUInt32BE(crc32(packed), 4);
  const parts = [sound.subarray(0, start - 4), frame.subarray(0, 4), packed, frame.subarray(4)];
  const rest = sound.subarray(start + 4 + length + 4);
  writeFileSync(join(folder, "a.png"), Buffer.concat([...parts, rest]));
  expect(await statuses(1)).toEqual(["drawn", "drawn", "drawn", "drawn"]);
  expect(await statuses(1)).toEqual(["unchanged", "unchanged", "unchanged", "drawn"]);
});

test("paths stay in the manifest's folder, links followed, unless --allow-outside", async () => {
  const outer = temporaryFolder();
  const folder = join(outer, "inner");
  mkdirSync(folder);
  const elsewhere = join(outer, "elsewhere");
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(folder, "link"));
  writeFileSync(join(elsewhere, "t.csv"), "a,b,y\n1,2,3\n2,1,5\n4,5,9\n");
  const manifest = [
    { ...SMALL, out: "../up.png" },
    { ...SMALL, out: join(outer, "absolute.png") },
    { ...SMALL, out: "link/linked.png" },
    { ...SMALL, out: "data.png", data: "../elsewhere/t.csv" },
    { ...SMALL, out: "from.png", from: ["link/t.csv"] },
    { ...SMALL, out: "sub/../fine.png" },
  ];
  const inside = await batch(folder, manifest);
  expect(inside.report.figures.map(({ error }) => /leads out of/.test(error ?? ""))).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(Object.keys(digests(outer))).toEqual(["inner/fine.png"]);

  const outside = await batch(folder, manifest.slice(0, 4), "--allow-outside");
  expect(outside.status, outside.stderr).toBe(0);
  expect(Object.keys(digests(outer))).toEqual([
    "absolute.png",
    "elsewhere/linked.png",
    "inner/data.png",
    "inner/fine.png",
    "inner/link/linked.png",
    "up.png",
  ]);
});

test("--out-dir is the figures' folder; data stay relative to the manifest", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "t.csv"), "a,b,y\n1,2,3\n2,1,5\n4,5,9\n");
  const manifest = [
    { ...SMALL, out: "a.png", data: "t.csv" },
    { ...SMALL, out: "../b.png" },
  ];
  const { report } = await batch(folder, manifest, "--out-dir", "figures");
  expect(report.figures.map(({ status }) => status)).toEqual(["drawn", "failed"]);
  expect(readdirSync(join(folder, "figures"))).toEqual(["a.png"]);
});

test("--fail-fast stops at the first failure", async () => {
  const folder = temporaryFolder();
  const figures = [
    { out: "bad.png", samples: 0 },
    { ...SMALL, out: "a.png" },
    { ...SMALL, out: "b.png" },
  ];
  const { status, report } = await batch(folder, figures, "--fail-fast", "--jobs", "1");
  expect(status).toBe(1);
  expect(report.figures.map(({ status }) => status)).toEqual(["failed", "not run", "not run"]);
  expect(digests(folder)).toEqual({});
});

test("a figure that cannot be written fails alone", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "taken.png"));
  writeFileSync(join(folder, "file"), "");
  const figures = ["taken.png", "file/a.png", "b.png"].map((out) => ({ ...SMALL, out }));
  const { status, report } = await batch(folder, figures);
  expect(status).toBe(1);
  expect(report.figures.map(({ status }) => status)).toEqual(["failed", "failed", "drawn"]);
  expect(report.figures[0].error).toMatch(/taken\.png: it is a folder$/);
});

test("of two figures with one file the second fails", async () => {
  const folder = temporaryFolder();
  const figures = ["a.png", "./x/../a.png", "b.png"].map((out) => ({ ...SMALL, out }));
  const { status, report } = await batch(folder, figures);
  expect(status).toBe(1);
  expect(report.figures.map(({ status }) => status)).toEqual(["drawn", "failed", "drawn"]);
  expect(report.figures[1].error).toMatch(/a\.png is the file of figures\[0\] already/);
});

const WRONG_MANIFESTS: [text: string, message: RegExp][] = [
  ["", /figures\.json: the manifest is empty/],
  ["7", /expected an array of figures/],
  ["[", /figures\.json:1:2: expected/],
  ['{"figures": 3}', /"figures": expected an array/],
  ['{"figures": [], "default": {}}', /"default": expected only "defaults" and "figures"/],
  ['{"defaults": [], "figures": []}', /"defaults": expected an object/],
  [`${"[".repeat(100_000)}`, /figures\.json:1:\d+: /],
  ["\u0000\u0001\ufffd", /figures\.json:1:1: /],
];

test.each(WRONG_MANIFESTS)("the manifest %j exits 2 with one line", async (text, message) => {
  const folder = temporaryFolder();
  const { status, stderr } = await batch(folder, text.slice(0, 200_000));
  expect(stderr).toMatch(message);
  expect(stderr.match(/\n/g)).toHaveLength(1);
  expect(status).toBe(2);
});

test("sweeps too large, unknown placeholders and wrong sweeps are told", async () => {
  const folder = temporaryFolder();
  const axis = Array.from({ length: 1000 }, (_, k) => k);
  const large = await batch(folder, [{ out: "{seed}.png", sweep: { seed: axis, steps: axis } }]);
  expect([large.status, large.stderr]).toEqual([
    2,
    "loss-landscape: --max-figures 100000: figures.json has more figures; expected fewer, or a higher --max-figures\n",
  ]);
  const { report } = await batch(folder, [
    { out: "{sed}.png" },
    { out: "a.png", sweep: { seed: 3 } },
    { out: "b.png", sweep: 3 },
    { seed: 3 },
    { out: "-" },
  ]);
  expect(report.figures.map(({ error }) => error)).toEqual([
    "out: {sed}: expected the name of an option that the figure gives, or index",
    "sweep.seed: expected an array of values for each option",
    "sweep: expected an array of values for each option",
    "out: expected a file name",
    "out: expected a file name",
  ]);
});

test("NDJSON and standard input are manifests too", async () => {
  const folder = temporaryFolder();
  const lines = [0, 1].map((seed) => JSON.stringify({ ...SMALL, seed, out: `${seed}.png` }));
  const { status, stderr } = await run(["batch", "-", "--quiet"], {
    cwd: folder,
    input: `${lines.join("\r\n")}\n`,
  });
  expect([status, stderr]).toEqual([0, ""]);
  expect(readdirSync(folder)).toEqual(["0.png", "1.png"]);
});

test("a manifest through a pipe draws into the folder at hand", async () => {
  const folder = temporaryFolder();
  const command = `"${process.execPath}" "${PROGRAM}" batch --quiet <(echo '${JSON.stringify([{ ...SMALL, out: "a.png" }])}')`;
  const { status, stderr } = await runProcess("bash", ["-c", command], { cwd: folder });
  expect([status, stderr]).toEqual([0, ""]);
  expect(readdirSync(folder)).toEqual(["a.png"]);
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

test("an empty sweep and a named pipe are the figure's own failures", async () => {
  const folder = temporaryFolder();
  await runProcess("mkfifo", [join(folder, "pipe.png")]);
  const { status, report } = await batch(
    folder,
    [
      { ...SMALL, out: "{seed}.png", sweep: { seed: [] } },
      { ...SMALL, out: "pipe.png" },
      { ...SMALL, out: "good.png" },
    ],
    "--skip-unchanged",
  );
  expect(status).toBe(1);
  expect(report.figures.map(({ status: each }) => each)).toEqual(["failed", "failed", "drawn"]);
  expect(report.figures[0].error).toBe("sweep.seed: no values, expected at least one");
  expect(report.figures[1].error).toMatch(/cannot write .*pipe\.png: it is a named pipe/);
});

test("from a folder that was deleted the reason is told", async () => {
  const folder = temporaryFolder();
  const script = `rmdir "$PWD"; echo '[]' | "$0" "$1" batch -`;
  const { status, stderr } = await runProcess("sh", ["-c", script, process.execPath, PROGRAM], {
    cwd: folder,
  });
  expect(status).toBe(1);
  expect(stderr).toBe("loss-landscape: cannot read the current folder: it was deleted\n");
});
