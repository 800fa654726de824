import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { quoted } from "../../src/cli/recipe/commandLine.ts";
import { PROGRAM, run, runProcess, temporaryFolder } from "./program.ts";

const SURFACE = resolve("test/fixtures/nn/shallow.h5");
const TABLE = "a,b,y\n1,2,3\n2,1,5\n4,5,8\n5,1,2\n";
const NAME = "it's my table.csv";

/** A folder with a table, and the program under its name on the path. */
function workplace(): { cwd: string; env: Record<string, string> } {
  const cwd = temporaryFolder();
  const bin = join(cwd, "bin");
  mkdirSync(bin);
  const script = `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`;
  writeFileSync(join(bin, "loss-landscape"), script, { mode: 0o755 });
  writeFileSync(join(cwd, NAME), TABLE);
  writeFileSync(join(cwd, "walk.csv"), "x,y\n0,0\n0.5,0.5\n");
  return { cwd, env: { PATH: `${bin}${delimiter}${process.env.PATH}` } };
}

const small = ["--quiet", "--resolution", "9", "--width", "400", "--height", "300"];
const FIGURES: [file: string, args: string[]][] = [
  ["plain.png", small],
  [
    "table.svg",
    [
      ...["--data", NAME, "--target", "y", "--explain", "--start", "-4,-4", "--l2", "0,0.1"],
      ...["--width", "3.3in", "--font-size", "6", "--titles", 'a\\, b,$HOME `x` \\\\,"c"'],
    ],
  ],
  ["walk.pdf", [...small, "--path", "2:my way=walk.csv", "--scale", "2", "--theme", "dark"]],
  ["dots.png", ["--from", SURFACE, "--z-scale", "log", "--dpi", "150", "--title=--odd title"]],
];

test.each(FIGURES)("%s: its recipe, run by a shell, makes the same bytes", async (file, args) => {
  const { cwd, env } = workplace();
  expect((await run(["render", ...args, "--quiet", "--out", file], { cwd })).status).toBe(0);
  const made = readFileSync(join(cwd, file));
  const { status, stdout } = await run(["recipe", file], { cwd });
  expect(status).toBe(0);
  writeFileSync(join(cwd, file), "");
  const shell = await runProcess("sh", ["-c", stdout.toString()], { cwd, env });
  expect(shell.status, shell.stderr).toBe(0);
  expect(made.equals(readFileSync(join(cwd, file)))).toBe(true);
});

test("a recipe says what differs from the defaults, and the digests of the files", async () => {
  const { cwd } = workplace();
  await run(["render", "--quiet", "--out", "plain.png"], { cwd });
  const plain = await run(["recipe", "plain.png"], { cwd });
  expect(plain.stdout.toString()).toMatch(
    /^# loss-landscape [\d.]+\nloss-landscape render --out plain.png\n$/,
  );
  const args = ["--data", NAME, "--target", "y", "--window", "auto", "--height", "500"];
  await run(["render", "--quiet", ...args, "--out", "table.png"], { cwd });
  const table = await run(["recipe", "table.png"], { cwd });
  expect(table.stdout.toString().split("\n").slice(1)).toEqual([
    "# it's my table.csv  sha256 90a4e4b10f0bb4bc2cd7016a5940572d63ca9d19df08b4938a275c7425a6671f",
    "loss-landscape render --data 'it'\\''s my table.csv' --target y --height 500 --out table.png",
    "",
  ]);
});

test("--check draws again in memory and tells by its status whether the bytes are the same", async () => {
  const { cwd } = workplace();
  const args = ["--data", NAME, "--target", "y", "--path", "walk.csv"];
  await run(["render", ...args, ...small, "--out", "table.png"], { cwd });
  const check = () => run(["recipe", "--check", "table.png"], { cwd });
  const same = await check();
  expect([same.status, same.stdout.toString(), same.stderr]).toEqual([
    0,
    "table.png: the same bytes\n",
    "",
  ]);
  writeFileSync(join(cwd, NAME), TABLE.replace("8", "9"));
  const other = await check();
  expect([other.status, other.stdout.toString()]).toEqual([1, "table.png: other bytes\n"]);
  expect(other.stderr).toMatch(
    /^note: it's my table.csv has changed: sha256 [\da-f]{64}, not 90a4/,
  );
  writeFileSync(join(cwd, NAME), TABLE);
  const bytes = readFileSync(join(cwd, "table.png"));
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(join(cwd, "table.png"), bytes);
  const changed = await check();
  expect(changed.status).toBe(1);
  expect(changed.stderr).toContain("note: the picture was changed after it was made");
});

test("a grid that was piped has the recipe of the figure drawn at once", async () => {
  const { cwd } = workplace();
  const made = ["--path", "walk.csv", "--resolution", "9"];
  const grid = await run(["grid", "--quiet", ...made], { cwd });
  await run(["render", "--quiet", "--from", "-", "--out", "piped.png"], {
    cwd,
    input: grid.stdout,
  });
  const { stdout } = await run(["recipe", "piped.png"], { cwd });
  expect(stdout.toString()).toMatch(
    /\nloss-landscape render --path walk.csv --w1 -1:5:9 --w2 -1:0.5:9 --out piped.png\n$/,
  );
  expect((await run(["recipe", "--check", "piped.png"], { cwd })).status).toBe(0);
});

test.each([
  ["a file that is no picture", NAME, 2, "no picture that records its making"],
  ["a picture without metadata", "bare.png", 2, "no picture that records its making"],
  ["a file that is not there", "none.png", 1, "cannot read none.png: no such file"],
])("%s has no recipe", async (_, file, status, message) => {
  const { cwd } = workplace();
  await run(["render", ...small, "--no-metadata", "--out", "bare.png"], { cwd });
  const result = await run(["recipe", file], { cwd });
  expect([result.status, result.stderr]).toEqual([status, expect.stringContaining(message)]);
});

test("a shell reads any word as it was", async () => {
  const word = fc.string({ unit: "grapheme" }).filter((text) => !/[\0]/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 200 }), async (words) => {
      const script = `printf '%s\\0' ${words.map(quoted).join(" ")}`;
      const { stdout } = await runProcess("sh", ["-c", script]);
      expect(stdout.toString()).toBe(words.map((text) => `${text}\0`).join(""));
    }),
    { numRuns: 10 },
  );
});
