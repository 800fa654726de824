import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
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
const data = await lib.makeSyntheticData();
const panels = await lib.computeLandscapes(data, { window: "auto" });
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

test("fifteen lines make the landscape of one's own data, whole with explain", async () => {
  const folder = consumer();
  writeFileSync(
    join(folder, "own.js"),
    `import { computeLandscapes, renderFigure, writeOutput } from "loss-landscape";

const rows = Array.from({ length: 40 }, (_, k) => [k / 10, (k * 7) % 11]);
const data = {
  featureNames: ["hours", "nights"],
  targetName: "grade",
  rowCount: rows.length,
  columns: [0, 1].map((f) => Float64Array.from(rows, (row) => row[f])),
  target: Float64Array.from(rows, ([hours, nights]) => 2 * hours - nights + Math.sin(nights)),
};
const panels = await computeLandscapes(data, { loss: "huber", intercept: true, explain: true });
const png = await renderFigure(panels, { width: 900, explain: true });
await writeOutput("own.png", [png]);
console.log(panels.map(({ xLabel, paths, optimum }) => [xLabel, paths[0].method, optimum.inside].join()));`,
  );
  const { status, stdout, stderr } = await runProcess(process.execPath, ["own.js"], {
    cwd: folder,
  });
  expect(status, stderr).toBe(0);
  expect(stdout.toString()).toBe("[ 'Weight of hours,gd,true', 'Weight of hours,gd,true' ]\n");
  expect(readFileSync(join(folder, "own.png")).subarray(1, 4).toString()).toBe("PNG");
});

test.each([
  ['computeLandscapes(data, { loss: "huger" })', "loss huger: expected mse, mae, huber"],
  ['computeLandscapes(data, { scalers: ["none", "standrad"] })', "scalers"],
  ["computeLandscapes(data, { w1: { min: 0, max: 1, count: 1 } })", "w1"],
  ["computeLandscapes({ ...data, rowCount: 7 })", "100 values, expected 7"],
  ["computeLandscapes()", "expected an object with featureNames"],
  ['computeLandscapes("x")', "expected an object with featureNames"],
  ["computeLandscapes({ ...data, columns: [[1, 2]] })", "1 columns and 2 names"],
  ["computeLandscapes({ ...data, target: [1, 2] })", 'column "y": expected a Float64Array'],
  ["computeLandscapes(data, 5)", "options 5: expected an object of options"],
  ["renderFigure(panels, null)", "options null: expected an object of options"],
  ["renderFigure(null)", "expected an array of landscapes"],
  [
    "documentChunks({ generator: '', spec: {}, panels }, 'jsn').next()",
    "format jsn: expected json",
  ],
  ["createRandomStream('nump', 0)", "rng nump: expected numpy or seedrandom; did you mean numpy?"],
  ["Promise.resolve().then(() => fitScaler('standrad', []))", "scaler standrad: expected none"],
  ["Promise.resolve().then(() => linspace(0, 1, -1))", "linspace 0, 1, -1: expected"],
  ["renderFigure([])", "a figure needs a landscape at least"],
  ["renderFigure(panels, { alpha: 7 })", "alpha 7: expected a number from 0 to 1"],
  ["renderFigure(panels, { elevation: 200 })", "elevation 200: expected a number from -90 to 90"],
  ['renderFigure(panels, { theme: "drak" })', "theme drak: expected light or dark"],
  ["renderFigure(panels, { widht: 700 })", "unknown option widht; did you mean width?"],
  ["renderFigure(panels, { width: NaN })", "width NaN: expected a length"],
  ["renderFigure([{ ...panels[0], z: undefined }])", "panels[0].z: expected a Float64Array"],
  [
    "renderFigure([{ ...panels[0], z: panels[0].z.slice(1) }])",
    "panels[0].z: 2499 values; expected 50 rows of 50",
  ],
])("the library refuses %s in words", async (call, message) => {
  const lib = await import("../../src/index.ts");
  const data = await lib.makeSyntheticData();
  const panels = await lib.computeLandscapes(data);
  const attempt = new Function("data", "panels", "lib", `with (lib) { return ${call}; }`);
  const outcome = (attempt(data, panels, lib) as Promise<unknown>).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(await outcome).toMatchObject({ name: "InputError" });
  expect(String(await outcome)).toContain(message);
});
