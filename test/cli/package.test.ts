import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOlderThanSources } from "./buildOnce.ts";
import { run, runProcess, type Finished } from "./program.ts";

/** Node's versions that users have; the one at hand is the first. */
const VERSIONS = ["", "22", "24"];
const NODES = resolve("node_modules/.nodes");

const folder = mkdtempSync(join(tmpdir(), "loss-landscape-package-"));
const project = join(folder, "project");
let files: string[] = [];
let size = 0;
let trouble = "";

beforeAll(async () => {
  if (isOlderThanSources("dist/types/index.d.ts")) {
    execFileSync("npx", [
      ...["dts-bundle-generator", "--project", "tsconfig.types.json", "--no-check", "--silent"],
      ...["-o", "dist/types/index.d.ts", "src/index.ts"],
    ]);
  }
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const { stdout } = await runProcess("npm", pack);
  const [packed] = JSON.parse(stdout.toString()) as {
    filename: string;
    size: number;
    files: { path: string }[];
  }[];
  files = packed.files.map(({ path }) => path);
  size = packed.size;
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{"type": "module"}');
  const install = ["install", "--prefer-offline", "--omit=optional", "--no-audit", "--silent"];
  const installed = await runProcess("npm", [...install, join(folder, packed.filename)], {
    cwd: project,
  });
  if (installed.status !== 0) trouble = `npm could not install: ${installed.stderr}`;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the tarball holds what runs and nothing else, in less than 600 KB", () => {
  expect(size).toBeLessThan(600_000);
  const strange = files.filter(
    (file) =>
      !/^(dist\/([\w-]+\.js|grid\.schema\.json|LICENSES\.txt|types\/index\.d\.ts|[\w-]+\.1))$/.test(
        file,
      ) && !/^(bin\/(loss-landscape|loadProgram|keepCache)\.js|bin\/package\.json)$/.test(file),
  );
  expect(strange.sort()).toEqual(["LICENSE", "README.md", "package.json"]);
});

test("what is loaded at run time is what is installed, and all of it", () => {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync("package.json", "utf8"),
  ) as Record<string, Record<string, string>>;
  const declared = [...Object.keys(dependencies), ...Object.keys(optionalDependencies)];
  const texts = files
    .filter((file) => /^dist\/.*\.js$/.test(file))
    .map((file) => readFileSync(file, "utf8"));
  const imported = texts.flatMap((text) =>
    Array.from(
      text.matchAll(
        /(?:\bfrom|\bimport|importModule\(|\bimport\(|require\()\s*"((?:@[\w.-]+\/)?[\w-]+)["/]/g,
      ),
      ([, name]) => name,
    ),
  );
  const undeclared = imported.filter((name) => !isBuiltin(name) && !declared.includes(name));
  expect(undeclared).toEqual([]);
  const unused = declared.filter((name) => !texts.some((text) => text.includes(`"${name}`)));
  expect(unused).toEqual([]);
});

/** Runs the installed executable. */
function installedRun(node: string, args: string[]): Promise<Finished> {
  const program = join(project, "node_modules/loss-landscape/bin/loss-landscape.js");
  const env = { XDG_CACHE_HOME: join(folder, "cache") };
  return runProcess(node, [program, ...args], { cwd: project, env });
}

describe("without node-canvas", () => {
  const commands: string[][] = [
    ["describe", "--json"],
    ["grid", "--format", "csv"],
    ["render", "--explain", "--width", "500", "--height", "300", "--out", "explain.svg"],
    ["render", "--kind", "contour", "--descent", "gd", "--width", "700", "--out", "map.svg"],
    ["sql", "--dialect", "postgres", "--table", "t", "--features", "a,b", "--target", "y"],
    ["directions", "--through", "a.npz", "b.npz", "c.npz", "--out", "plane.npz"],
    ["evaluate", "--w1", "0:1:3", "--w2", "0:1:3", "--", "node", "worker.js"],
  ];

  beforeAll(async () => {
    writeFileSync(
      join(project, "worker.js"),
      'for await (const line of (await import("node:readline")).createInterface(process.stdin)) console.log(JSON.parse(line)[0]);',
    );
    const grid = ["grid", "--quiet", "--resolution", "3"];
    for (const name of ["a", "b", "c"]) {
      await run([...grid, "--seed", String(name.charCodeAt(0)), "--out", `${name}.npz`], {
        cwd: project,
      });
    }
  });

  test.each(commands)("%s works", async (...args) => {
    if (trouble) return expect.fail(trouble);
    const { status, stderr } = await installedRun(process.execPath, args);
    expect(status, stderr).toBe(0);
  });

  test("a Parquet file says what to install where DuckDB is not there", async () => {
    const { status, stderr } = await installedRun(process.execPath, [
      "describe",
      ...["--data", "flights.parquet"],
    ]);
    expect([status, stderr]).toEqual([
      1,
      "loss-landscape: DuckDB is not installed, and Parquet and database files need it: npm install @duckdb/node-api\n",
    ]);
  });

  test("an SVG has the texts and lines that node-canvas would give it, in nearly the same places", async () => {
    const size = ["--width", "800", "--height", "400"];
    const args = ["render", "--quiet", "--no-metadata", "--format", "svg", ...size];
    const [without, by] = await Promise.all([installedRun(process.execPath, args), run(args)]);
    const [texts, expected] = [without, by].map(({ stdout }) =>
      Array.from(
        stdout.toString().matchAll(/<text x="([\d.-]+)" y="([\d.-]+)"[^>]*>([^<]*)</g),
        ([, x, y, text]) => ({ text, x: Number(x), y: Number(y) }),
      ),
    );
    expect(texts.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
    const shifts = texts.map(({ x, y }, k) => Math.hypot(x - expected[k].x, y - expected[k].y));
    expect(Math.max(...shifts)).toBeLessThan(3);
    const wrong = await installedRun(process.execPath, [...args, "--background", "nocolour"]);
    expect(wrong.stderr).toContain("expected a CSS colour or none");
  });

  test.each(["a.png", "a.pdf"])("render to %s says in three lines what to run", async (out) => {
    const { status, stderr } = await installedRun(process.execPath, ["render", "--out", out]);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^loss-landscape: PNG and PDF need node-canvas \(SVG does not\): .*\n {2}npm rebuild canvas, .*\n {2}where no prebuilt binary fits: .*\n$/,
    );
  });
});

describe.each(VERSIONS)("on Node %s", (version) => {
  beforeAll(() => {
    const canvas = join(project, "node_modules/canvas");
    if (!existsSync(canvas)) symlinkSync(resolve("node_modules/canvas"), canvas);
  });

  test("the executable draws, with a cold and a warm cache", async ({ skip }) => {
    const node = nodeOf(version);
    if (!node) return skip(`the registry gives no Node ${version}`);
    const expected = (await run(["render", "--quiet"])).stdout;
    for (const out of ["cold.png", "warm.png"]) {
      const { status, stderr } = await installedRun(node, ["render", "--quiet", "--out", out]);
      expect([status, stderr]).toEqual([0, ""]);
      // Math.exp and its like may differ by a bit between versions of V8; the picture's size does not.
      const bytes = readFileSync(join(project, out));
      if (version === "") expect(bytes.equals(expected)).toBe(true);
      expect(bytes.readUInt32BE(16)).toBe(expected.readUInt32BE(16));
    }
  });

  test("the library computes and draws", async ({ skip }) => {
    const node = nodeOf(version);
    if (!node) return skip(`the registry gives no Node ${version}`);
    writeFileSync(
      join(project, "draw.js"),
      `import { computeLandscapes, makeSyntheticData, renderFigure, readTable } from "loss-landscape";
import schema from "loss-landscape/grid.schema.json" with { type: "json" };
const panels = await computeLandscapes(await makeSyntheticData());
const svg = await renderFigure(panels, { format: "svg", width: 500, height: 300 });
const rows = [new TextEncoder().encode("a,b,y\\n1,2,3\\n2,1,4\\n3,3,9\\n")];
const stream = (async function* () { yield* rows; })();
const { dataset } = await readTable({ name: "t", stream }, { dataFormat: "csv" });
console.log(schema.title !== "", panels.length, new TextDecoder().decode(svg).startsWith("<?xml"), dataset.rowCount);`,
    );
    const { stdout, stderr } = await runProcess(node, ["--no-warnings", "draw.js"], {
      cwd: project,
    });
    expect([stdout.toString(), stderr]).toEqual(["true 2 true 3\n", ""]);
  });
});

test("the library has types, which need no package of others and no browser", async () => {
  writeFileSync(
    join(project, "typed.ts"),
    `import { computeLandscapes, linspace, renderFigure } from "loss-landscape";
import type { Dataset, FigureGiven, Landscape } from "loss-landscape";
export const figure: FigureGiven = { width: 900, colormap: "magma", labels: ["a", "b", "c"] };
export const draw = async (data: Dataset): Promise<Uint8Array> => renderFigure(await computeLandscapes(data), figure);
export const axis: Float64Array = linspace(0, 1, 5);
export const height = (panel: Landscape): number => Math.max(...panel.z);
// @ts-expect-error a width is a number
export const wrong: FigureGiven = { width: "wide" };`,
  );
  const options = ["--noEmit", "--strict", "--module", "nodenext"];
  const { status, stdout } = await runProcess(
    process.execPath,
    [
      ...[resolve("node_modules/typescript/bin/tsc"), ...options],
      ...["--target", "es2022", "--lib", "es2022", "typed.ts"],
    ],
    { cwd: project },
  );
  expect(status, stdout.toString()).toBe(0);
});

/** The executable of a version, from the registry where it is not there yet; none where that has none. */
function nodeOf(version: string): string | undefined {
  if (version === "") return process.execPath;
  const home = join(NODES, version);
  const node = join(home, "package/bin/node");
  if (existsSync(node)) return node;
  mkdirSync(home, { recursive: true });
  try {
    const name = `node-${process.platform}-${process.arch}@${version}`;
    const options = { cwd: home, encoding: "utf8", timeout: 120_000, stdio: "pipe" } as const;
    const file = execFileSync("npm", ["pack", "--silent", name], options).trim();
    execFileSync("tar", ["-xzf", file, "package/bin/node"], options);
    rmSync(join(home, file));
    return node;
  } catch {
    return undefined;
  }
}
