import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { run, runProcess, temporaryFolder } from "./program.ts";

/** A project that depends on the package. */
function consumer(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(resolve("."), join(folder, "node_modules", "loss-landscape"));
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  return folder;
}

test("the library draws the figure that the program draws", async () => {
  const folder = consumer();
  writeFileSync(
    join(folder, "draw.js"),
    `import * as lib from "loss-landscape";
const stream = await lib.createRandomStream("numpy", "0");
const data = lib.makeSyntheticData(lib.DEFAULT_DATA, stream);
const panels = await lib.computeLandscapes(data, { ...lib.DEFAULT_LANDSCAPES, window: "auto" });
const png = await lib.renderFigure(panels);
await lib.writeOutput("fig.png", [png]);
await lib.writeOutput("-", lib.documentChunks({ generator: "mine", spec: {}, panels }, "csv"));`,
  );
  const { status, stdout, stderr } = await runProcess(process.execPath, ["draw.js"], {
    cwd: folder,
  });
  expect(status, stderr).toBe(0);
  const csv = await run(["grid", "--quiet", "--window", "auto", "--format", "csv"]);
  expect(stdout.equals(csv.stdout)).toBe(true);
  const png = await run(["render", "--quiet", "--window", "auto", "--no-metadata"]);
  const same = await runProcess("cmp", ["fig.png", "-"], { cwd: folder, input: png.stdout });
  expect(same.status).toBe(0);
});

test("the library has types", async () => {
  const folder = consumer();
  execFileSync(process.execPath, [
    resolve("node_modules/typescript/bin/tsc"),
    "-p",
    "tsconfig.types.json",
  ]);
  writeFileSync(
    join(folder, "typed.ts"),
    `import { DEFAULT_DATA, linspace, type Landscape } from "loss-landscape";
export const width: number = DEFAULT_DATA.samples;
export const axis: Float64Array = linspace(0, 1, 5);
export function lowest(panel: Landscape): number { return Math.min(...panel.z); }
// @ts-expect-error a width is a number
export const wrong: string = DEFAULT_DATA.samples;`,
  );
  const options = [
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--types",
    "node",
  ];
  const types = ["--typeRoots", resolve("node_modules/@types")];
  const { status, stdout } = await runProcess(
    process.execPath,
    [resolve("node_modules/typescript/bin/tsc"), ...options, ...types, "typed.ts"],
    { cwd: folder },
  );
  expect(status, stdout.toString()).toBe(0);
});
