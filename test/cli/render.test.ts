import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { namesOf } from "../../src/core/options/texts.ts";
import { IMAGE_FORMATS } from "../../src/render/formats/imageFormats.ts";
import { run, runAlone, runProcess, temporaryFolder, PROGRAM } from "./program.ts";

const SMALL = ["--width", "500", "--height", "300", "--resolution", "12"];
const NOTE =
  "note: Loss Surface (Scaled Features): the optimum (0.6046, 2.873) lies outside the window (--window auto frames it)\n" +
  "note: Loss Surface (Scaled Features): centred features without a constant: the best loss rises from 3.39 to 42.2 (--intercept keeps it)\n";

test("render writes a picture of the size asked for, and the notes about the right panel", async () => {
  const cwd = temporaryFolder();
  const { status, stdout, stderr } = await runAlone(["render", "--out", "fig.png"], { cwd });
  expect([status, stdout.length, stderr]).toEqual([0, 0, NOTE]);
  const png = readFileSync(join(cwd, "fig.png"));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1400, 600]);
  expect(readdirSync(cwd)).toEqual(["fig.png"]);
});

test("--quiet silences notes", async () => {
  const { stderr } = await run(["render", "--quiet", ...SMALL]);
  expect(stderr).toBe("");
});

test.each([
  [["--format", "svg", "--dpi", "150"], "--dpi 150: in SVG lines and letters have no pixels"],
  [["--samples-shown"], "--samples-shown: no point was interpolated"],
  [["--kind", "contour", "--mesh", "4"], "--mesh says nothing of a figure of kind contour"],
])("an option that changes nothing is noted: %j", async (options, note) => {
  const { stderr } = await run(["render", ...SMALL, ...options]);
  expect(stderr.match(/^note: (?!Loss).*/gm)).toEqual([expect.stringContaining(note)]);
});

test("without --out the picture goes to standard output, in the format asked for", async () => {
  const png = await run(["render", "--quiet", ...SMALL]);
  expect(png.stdout.subarray(1, 4).toString()).toBe("PNG");
  const svg = await run(["render", "--quiet", ...SMALL, "--out", "-", "--format", "svg"]);
  expect(svg.stdout.toString()).toContain("</svg>");
  const pdf = await run(["render", "--quiet", ...SMALL, "--out", "-", "--format", "pdf"]);
  expect(pdf.stdout.subarray(0, 5).toString()).toBe("%PDF-");
});

test("the same command gives the same bytes", async () => {
  const [a, b] = await Promise.all([
    runAlone(["render", "--quiet", "--explain", ...SMALL]),
    run(["render", "--quiet", "--explain", ...SMALL]),
  ]);
  expect(a.stdout.equals(b.stdout)).toBe(true);
});

describe("a piped grid gives the bytes of a direct picture", () => {
  const table = "a,b,y\n1,20,3\n2,10,5\n4,50,9\n7,30,14\n";
  const all = namesOf(IMAGE_FORMATS);
  test.each<[formats: string[], compute: string[], view: string[], both: string[]]>([
    [all, ["--resolution", "20"], [], []],
    [["svg"], ["--w1", "-1:5:20", "--seed", "7"], ["--colorbar", "--contours", "5"], []],
    [["png"], ["--window", "auto", "--descent", "gd"], [], ["--explain"]],
    [["pdf"], ["--rng", "seedrandom", "--seed", "é, ü"], ["--title", "Zürich −1"], []],
    [["png"], ["--data", "t.csv", "--features", "a,b", "--target", "y", "--intercept"], [], []],
    [["svg"], ["--scalers", "none,robust", "--loss", "huber"], ["--theme", "dark"], []],
    // A constant feature: an infinite condition number is null in the document.
    [["png"], ["--scales", "0,1", "--window", "auto"], [], []],
  ])("as %j: grid %j | render %j %j", async (formats, compute, view, both) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "t.csv"), table);
    const size = ["--width", "500", "--height", "300", "--quiet"];
    const grid = await run(["grid", "--quiet", ...compute], { cwd });
    expect(grid.status, grid.stderr).toBe(0);
    for (const format of formats) {
      const shape = [...view, ...both, ...size, "--format", format];
      const piped = await run(["render", "--from", "-", ...shape], { cwd, input: grid.stdout });
      const implied = both.length > 0 ? [] : compute;
      const direct = await run(["render", ...implied, ...shape], { cwd });
      expect(direct.status, direct.stderr).toBe(0);
      expect(piped.stdout.equals(direct.stdout), format).toBe(true);
    }
  });
});

test.each(namesOf(IMAGE_FORMATS))("a %s records version, spec and view", async (format) => {
  const cwd = temporaryFolder();
  const out = `fig.${format}`;
  const view = ["--title", "Größe “x” (1) \\ <&>", "--theme", "dark"];
  await run(["render", "--quiet", ...SMALL, "--seed", "3", ...view, "--out", out], { cwd });
  const recorded = await IMAGE_FORMATS[format].readMetadata(readFileSync(join(cwd, out)));
  expect(recorded.Software).toMatch(/^loss-landscape \d/);
  expect(JSON.parse(recorded.Spec)).toMatchObject({ seed: 3, samples: 100, w1: [-1, 5, 12] });
  expect(JSON.parse(recorded.View)).toMatchObject({ title: "Größe “x” (1) \\ <&>", theme: "dark" });

  await run(["render", "--quiet", ...SMALL, "--no-metadata", "--out", out], { cwd });
  expect(await IMAGE_FORMATS[format].readMetadata(readFileSync(join(cwd, out)))).toEqual({});
});

test("--explain leaves what was given explicitly", async () => {
  const { stdout } = await run(["grid", "--quiet", "--explain", "--descent", "adam"]);
  const { spec } = JSON.parse(stdout.toString()) as { spec: object };
  expect(spec).toMatchObject({ window: "auto", descent: "adam", rate: "auto", steps: 200 });
  const fixed = await run(["grid", "--quiet", "--explain", "--w1", "-1:5:7"]);
  expect(JSON.parse(fixed.stdout.toString())).toMatchObject({
    spec: { window: "fixed", w1: [-1, 5, 7], w2: [-1, 0.5, 50], descent: "gd" },
  });
});

test("negative values are values, not options", async () => {
  const args = ["--w1", "-1:5:5", "--w2", "-2:-1:4", "--descent", "gd", "--start", "-1,-2"];
  const { status, stdout } = await run(["grid", "--quiet", ...args]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout.toString())).toMatchObject({
    spec: { w1: [-1, 5, 5], w2: [-2, -1, 4], start: [-1, -2] },
  });
});

test("a terminal is told what was written, and gets no picture on standard output", async () => {
  const cwd = temporaryFolder();
  const onTerminal = (...args: string[]) =>
    runProcess("python3", ["-c", PSEUDO_TERMINAL, process.execPath, PROGRAM, ...args], { cwd });
  const written = await onTerminal("render", ...SMALL, "--out", "fig.png");
  expect(written.stdout.toString()).toMatch(/fig\.png {2}500 × 300 px {2}2 panels {2}\d+ KB\r\n$/);
  const quiet = await onTerminal("render", ...SMALL, "--out", "fig.png", "--quiet");
  expect(quiet.stdout.toString()).toBe("");
  const refused = await onTerminal("render", ...SMALL);
  expect(refused.stdout.toString()).toMatch(/loss-landscape: --out: .*\r\n$/);
});

const PSEUDO_TERMINAL = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)";

test("a reader that closes early ends the writing quietly", async () => {
  const command = `"${process.execPath}" "${PROGRAM}" grid --quiet --resolution 700 | head -c 100 >/dev/null; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = await runProcess("bash", ["-c", command]);
  expect([stdout.toString(), stderr]).toEqual(["0\n", ""]);
});

test("the program works through a symbolic link and from another folder", async () => {
  const cwd = temporaryFolder();
  const link = join(cwd, "loss-landscape");
  const { status } = await runProcess("sh", [
    "-c",
    `ln -s "${PROGRAM}" "${link}" && cd / && "${link}" render --quiet --out "${cwd}/fig.png"`,
  ]);
  expect(status).toBe(0);
  expect(existsSync(join(cwd, "fig.png"))).toBe(true);
});

test("without a size a figure has room for its panels, and records it", async () => {
  const cwd = temporaryFolder();
  const sizes = async (...words: string[]) => {
    await run(["render", "--resolution", "5", "--quiet", "--out", "a.png", ...words], { cwd });
    const bytes = readFileSync(join(cwd, "a.png"));
    const { View } = await IMAGE_FORMATS.png.readMetadata(bytes);
    const { width, height } = JSON.parse(View) as { width: number; height: number };
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height]);
    return [width, height];
  };
  expect(await sizes("--scalers", "none")).toEqual([700, 600]);
  expect(await sizes()).toEqual([1400, 600]);
  expect(await sizes("--loss", "mse,mae,huber")).toEqual([1560, 960]);
  expect(await sizes("--loss", "mse,mae,huber", "--height", "700")).toEqual([1560, 700]);
  await run(["grid", "--resolution", "5", "--scalers", "none", "--quiet", "--out", "g.json"], {
    cwd,
  });
  const [from] = ["a.png"].map((out) => ["render", "--from", "g.json", "--quiet", "--out", out]);
  await run(from, { cwd });
  const again = readFileSync(join(cwd, "a.png"));
  expect([again.readUInt32BE(16), again.readUInt32BE(20)]).toEqual([700, 600]);
});

test("a loss of millions of digits is a hole, and a note says so", async () => {
  const input = `[[1, 2, 3], [4, ${"9".repeat(2_000_000)}, 6], [7, 8, 9]]`;
  const { status, stdout, stderr } = await run(["grid", "--from", "-"], { input });
  expect(status).toBe(0);
  expect(stdout.toString()).toContain("[4,null,6]");
  expect(stderr).toMatch(
    /^note: .*: 1 loss is infinite or beyond the largest number \(1\.8e308\), /,
  );
});

test.skipIf(process.platform === "win32").each([
  ["SIGTERM", 143],
  ["SIGHUP", 129],
  ["SIGINT", 130],
] as const)(
  "%s in render leaves the old picture or a whole one, and nothing else",
  async (signal, expected) => {
    const cwd = temporaryFolder();
    const statuses = new Set<number | null>();
    for (const delay of [20, 120, 200, 280, 360, 440, 520, 700]) {
      const args = [PROGRAM, "render", "--quiet", "--scale", "3", "--out", "fig.png"];
      const child = spawn(process.execPath, args, { cwd, stdio: "ignore" });
      setTimeout(() => child.kill(signal), delay);
      const [status, by] = (await once(child, "close")) as [number | null, string | null];
      statuses.add(by === signal ? expected : status);
      for (const name of readdirSync(cwd)) {
        expect(name).toBe("fig.png");
        expect(readFileSync(join(cwd, name)).subarray(-8, -4).toString()).toBe("IEND");
      }
    }
    expect(statuses.has(expected)).toBe(true);
    for (const status of statuses) expect([0, expected]).toContain(status);
  },
);
