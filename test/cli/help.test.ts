import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands/commands.ts";
import { flagOf } from "../../src/cli/messages/flags.ts";
import { GRID_WRITERS } from "../../src/io/gridWriters/gridWriters.ts";
import { TABLE_FORMATS } from "../../src/io/tableFormats/tableFormats.ts";
import { colormapNames } from "../../src/render/colors/colormaps.ts";
import { IMAGE_FORMATS } from "../../src/render/formats/imageFormats.ts";
import { PROGRAM, run, runAlone, runProcess, temporaryFolder, type Finished } from "./program.ts";

test("--version prints the package's version", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const { status, stdout, stderr } = await runAlone(["--version"]);
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
    "Arguments:",
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

test("--help shows the usual options, --help all every one", async () => {
  const [usual, all] = await Promise.all([
    run(["render", "--help"]),
    run(["render", "--help", "all"]),
  ]);
  const flagsIn = ({ stdout }: Finished) => stdout.toString().match(/^ {2}(-o, )?--[\w-]+/gm) ?? [];
  expect(flagsIn(usual).length).toBeLessThan(32);
  expect(flagsIn(all)).toEqual(expect.arrayContaining(flagsIn(usual)));
  const more = flagsIn(all).length - flagsIn(usual).length;
  expect(usual.stdout.toString()).toContain(`render --help all shows ${more} more options.`);
  expect(all.stdout.toString()).toContain("--max-pixels");
});

test("every option of every command stands in the manual page and in docs/options.md", async () => {
  const { stdout } = await run(["help", "man"]);
  const manual = stdout.toString();
  const page = readFileSync("docs/options.md", "utf8");
  for (const [name, { options }] of Object.entries(COMMANDS)) {
    expect(manual).toContain(`\\fB${name}\\fR`);
    for (const [key, row] of Object.entries(options)) {
      const flag = flagOf(key);
      const shown = row.kind.argument === undefined && row.default === true ? `--no-${key}` : flag;
      expect(page).toContain(`| \`${shown}`);
      expect(manual).toContain(`\\fB${shown.replaceAll("-", "\\-")}\\fR`);
    }
  }
});

test("docs/options.md is what `npm run docs` writes", async () => {
  const { stdout } = await run(["help", "options"]);
  const fresh = await format(stdout.toString(), { parser: "markdown", printWidth: 100 });
  expect(readFileSync("docs/options.md", "utf8")).toBe(fresh);
});

test("help numbers prints docs/numbers.md, help formats every format", async () => {
  const [numbers, formats] = await Promise.all([
    run(["help", "numbers"]),
    run(["help", "formats"]),
  ]);
  expect(numbers.stdout.toString()).toBe(readFileSync("docs/numbers.md", "utf8"));
  const registries = [TABLE_FORMATS, IMAGE_FORMATS, GRID_WRITERS];
  for (const { extensions } of registries.flatMap((each) => Object.values(each))) {
    for (const ending of extensions) expect(formats.stdout.toString()).toContain(ending);
  }
});

test("colormaps lists names", async () => {
  const { stdout } = await run(["colormaps"]);
  expect(stdout.toString().trimEnd().split("\n")).toEqual(colormapNames());
});

/** Runs a program on a terminal of its own. */
const hasScript = spawnSync("script", ["--version"]).status === 0;

test.skipIf(!hasScript)("colormaps shows swatches on a terminal that has colours", async () => {
  const onTerminal = (env: Record<string, string>) =>
    runProcess("script", ["-qec", `"${process.execPath}" "${PROGRAM}" colormaps`, "/dev/null"], {
      env: { TERM: "xterm", COLORTERM: "truecolor", NO_COLOR: "", ...env },
    });
  const colored = (await onTerminal({})).stdout.toString();
  expect(colored).toContain("\u001b[48;2;68;1;84m ");
  expect((await onTerminal({ COLORTERM: "", TERM: "xterm-256color" })).stdout.toString()).toContain(
    "\u001b[48;5;",
  );
  expect((await onTerminal({ NO_COLOR: "1" })).stdout.toString()).not.toContain("\u001b[48");
});

test("render takes the picture's name as a word", async () => {
  const cwd = temporaryFolder();
  const small = ["--quiet", "--resolution", "3", "--width", "400", "--height", "300"];
  expect((await run(["render", "a.png", ...small], { cwd })).status).toBe(0);
  expect(readdirSync(cwd)).toEqual(["a.png"]);
  const twice = await run(["render", "a.png", "-o", "b.png"], { cwd });
  expect([twice.status, twice.stderr]).toEqual([
    2,
    "loss-landscape: a.png: the picture goes to --out b.png already\n",
  ]);
});

test.each([
  [["render", "--scaler", "none"], "unknown option --scaler; did you mean --scalers?"],
  [["render", "--log"], "unknown option --log; did you mean --z-scale log?"],
  [["render", "--trajectory", "a.csv"], "unknown option --trajectory; did you mean --path?"],
  [["describe", "--lr", "0.1"], "unknown option --lr; did you mean --rate?"],
  [
    ["render", "--colormap", "jet"],
    "--colormap jet: expected a colormap; did you mean turbo or viridis?",
  ],
  [
    ["render", "--colormap", "#440154"],
    "--colormap #440154: expected a colormap; a single colour is none",
  ],
  [["render", "--background", "ffe"], "--background ffe: expected #ffe"],
  [["plot"], "unknown command plot; did you mean render?"],
  [["plot", "--help"], "unknown command plot; did you mean render?"],
])("%j says what was meant", async (args, message) => {
  const { status, stderr } = await run(args);
  expect([status, stderr]).toEqual([2, `loss-landscape: ${message}\n`]);
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
    ["help", "all"],
    ["--help", "all"],
  ],
  [
    ["help", "render", "all"],
    ["render", "--help", "all"],
  ],
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
