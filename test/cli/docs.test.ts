import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands/commands.ts";
import { flagOf } from "../../src/cli/messages/flags.ts";
import { runProcess, temporaryFolder } from "./program.ts";

const PAGES = [
  ...["README.md", "CONTRIBUTING.md", "examples/README.md", "examples/models/README.md"],
  ...readdirSync("docs").flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
];

test("the README is read in a few minutes", () => {
  expect(readFileSync("README.md", "utf8").split("\n").length).toBeLessThan(250);
});

test.each(PAGES)("%s: what it links to is there", (page) => {
  const links = readFileSync(page, "utf8").matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g);
  const files = Array.from(links, ([, target]) => target).filter((target) => !/^\w+:/.test(target));
  const lost = files.filter((target) => !existsSync(resolve(dirname(page), target)));
  expect(lost).toEqual([]);
});

test.each(PAGES)("%s: its commands have the options that they are given", (page) => {
  const text = readFileSync(page, "utf8").replace(/\\\n\s*/g, " ");
  const lines = text.matchAll(/^(?: {4}|\$ )?[^\n`|]*?\bloss-landscape ([a-z]+) ([^\n|`]*)/gm);
  const wrong: string[] = [];
  for (const [, name, rest] of lines) {
    if (!Object.hasOwn(COMMANDS, name)) continue;
    const { options } = COMMANDS[name as keyof typeof COMMANDS];
    const known = Object.keys(options).flatMap((key) => [
      flagOf(key),
      `--no-${flagOf(key).slice(2)}`,
    ]);
    const own = rest.split(" -- ")[0].matchAll(/(?<=^|\s)--[a-z][\w-]*/g);
    for (const [flag] of own)
      if (![...known, "--help"].includes(flag)) wrong.push(`${name} ${flag}`);
  }
  expect(wrong).toEqual([]);
});

test("docs/api.md holds every public export, and no other", () => {
  const source = readFileSync("src/index.ts", "utf8");
  const lists = source.matchAll(/export (?:type )?\{([^}]*)\}/g);
  const exported = Array.from(lists, ([, list]) => list.split(","))
    .flat()
    .map((name) => name.replace(/\btype\b/, "").trim())
    .filter((name) => name !== "");
  const headings = readFileSync("docs/api.md", "utf8").matchAll(/^### `(\w+)`$/gm);
  expect(Array.from(headings, ([, name]) => name).sort()).toEqual(exported.sort());
});

test("the programs of docs/api.md run", async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "node_modules"));
  symlinkSync(resolve("."), join(cwd, "node_modules", "loss-landscape"));
  writeFileSync(join(cwd, "package.json"), '{"type": "module"}');
  copyFileSync("examples/table/cars.csv", join(cwd, "cars.csv"));
  const blocks = readFileSync("docs/api.md", "utf8").matchAll(/^```js\n([^]*?)^```$/gm);
  const programs = Array.from(blocks, ([, text]) => text);
  expect(programs).toHaveLength(3);
  const outputs: string[] = [];
  for (const [k, text] of programs.entries()) {
    writeFileSync(join(cwd, `program-${k}.js`), text);
    const { status, stdout, stderr } = await runProcess(process.execPath, [`program-${k}.js`], {
      cwd,
    });
    expect([status, stderr]).toEqual([0, ""]);
    outputs.push(stdout.toString());
  }
  expect(outputs[1]).toMatch(
    /^Loss Surface \(Unscaled Features\) 131658\d+\.\d+ 0\n.* 13\.7\d+ 0\n$/,
  );
  expect(readFileSync(join(cwd, "fig.png")).subarray(1, 4).toString()).toBe("PNG");
  expect(readFileSync(join(cwd, "rosenbrock.svg"), "utf8")).toContain("Rosenbrock");
});
