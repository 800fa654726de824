import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { run, temporaryFolder } from "./program.ts";

test("--version prints the package's version", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const { status, stdout, stderr } = await run(["--version"]);
  expect([status, stdout.toString(), stderr]).toEqual([0, `${version}\n`, ""]);
});

test("--help names the commands and shows examples", async () => {
  const { status, stdout } = await run(["--help"]);
  expect(status).toBe(0);
  for (const word of [
    "render",
    "grid",
    "describe",
    "batch",
    "directions",
    "evaluate",
    "completion",
    "Examples:",
  ]) {
    expect(stdout.toString()).toContain(word);
  }
});

test("a command's options stand under headings, in order", async () => {
  const { stdout } = await run(["render", "--help"]);
  const headings = stdout.toString().match(/^[A-Z][a-z]+:$/gm);
  expect(headings).toEqual([
    "Data:",
    "Model:",
    "Window:",
    "Descent:",
    "Picture:",
    "Output:",
    "Options:",
    "Examples:",
  ]);
});

test.each(["render", "grid", "describe", "batch", "directions", "evaluate", "completion"])(
  "every example of %s --help starts with a command line",
  async (command) => {
    const { status, stdout } = await run([command, "--help"]);
    expect(status).toBe(0);
    expect(stdout.toString()).toMatch(/Examples:\n {2}.*loss-landscape/);
  },
);

test.each([
  [["-V"], ["--version"]],
  [["version"], ["--version"]],
  [["-h"], ["--help"]],
  [["help"], ["--help"]],
  [
    ["help", "render"],
    ["render", "--help"],
  ],
  [
    ["grid", "-h"],
    ["grid", "--help"],
  ],
  [
    ["grid", "--resolution", "3", "--quiet", "--output", "-"],
    ["grid", "--resolution", "3", "--quiet"],
  ],
])("%j means %j", async (typed, meant) => {
  const [given, expected] = await Promise.all([run(typed), run(meant)]);
  expect(given.status).toBe(0);
  expect(given).toEqual(expected);
});

test("-o and --output name the file as --out does", async () => {
  const folder = temporaryFolder();
  const small = ["grid", "--resolution", "3", "--quiet"];
  const files = [["-o", "a.json"], ["-ob.json"], ["--output", "c.json"], ["--output=d.json"]];
  for (const words of files) {
    expect((await run([...small, ...words], { cwd: folder })).status).toBe(0);
  }
  expect(readdirSync(folder)).toEqual(["a.json", "b.json", "c.json", "d.json"]);
  const wrong = await run(["render", "-o", "a.bmp"]);
  expect(wrong.stderr).toContain("--out a.bmp: expected a file name ending in");
  const unknown = await run(["help", "rendr"]);
  expect([unknown.status, unknown.stderr]).toEqual([
    2,
    "loss-landscape: unknown command rendr; did you mean render?\n",
  ]);
});

test.each([
  ["rendr", "--help"],
  ["rendr", "-h"],
  ["help", "rendr", "--quiet"],
])("help of a command that does not exist names the nearest: %s %s", async (...args) => {
  const { status, stdout, stderr } = await run(args);
  expect([status, stdout.toString()]).toEqual([2, ""]);
  expect(stderr).toBe("loss-landscape: unknown command rendr; did you mean render?\n");
});

test("help of something far from any command names them all", async () => {
  const { status, stderr } = await run(["nope", "--help"]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^loss-landscape: unknown command nope; expected render, .*completion\n$/);
});
