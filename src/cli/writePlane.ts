import { basename } from "node:path";
import { InputError, option } from "../core/errors.ts";
import { wrongValue } from "../core/options/table.ts";
import { numpyStream } from "../core/random/numpyStream.ts";
import { shown } from "../core/wording.ts";
import { openWeights, WEIGHTS_FORMATS } from "../io/weights/openWeights.ts";
import {
  planeThrough,
  principalPlaneOf,
  randomPlane,
  type Plane,
} from "../io/weights/planeFile.ts";
import type { WeightsFile } from "../io/weights/weightsFormat.ts";
import { writeResult } from "./output.ts";
import type { DirectionsOptions } from "./directionsOptions.ts";
import { shortCount, shortNumber } from "./messages/shortNumber.ts";
import { printLine } from "./terminal.ts";

/** Writes a plane in the space of a network's weights, says what it holds. */
export async function writePlane(given: DirectionsOptions): Promise<void> {
  const { out, path, quiet } = given;
  if (out === undefined) {
    throw InputError.of`${option("out")}: missing, expected a file for the plane`;
  }
  const format = WEIGHTS_FORMATS.find(({ extension }) => out.endsWith(extension));
  if (!format) {
    const extensions = WEIGHTS_FORMATS.map(({ extension }) => extension).join(" or ");
    throw wrongValue("out", out, `a name that ends in ${extensions}`);
  }
  const names = modelFiles(given);
  const models: WeightsFile[] = [];
  try {
    for (const name of names) models.push(openWeights(name));
    if (models[0].tensors.length === 0) {
      throw new InputError(`${names[0]}: no tensors of floating-point numbers`);
    }
    const { leftOut } = models[0];
    if (leftOut.length > 0 && !quiet) {
      printLine(
        `note: left out what holds no floating-point numbers: ${shown(leftOut.join(", "))}`,
      );
    }
    const plane = makePlane(models, given);
    await writeResult(out, format.chunks(plane.tensors));
    const steps = stepsOf(names);
    if (path !== undefined) await writeResult(path, [pathCsv(plane, steps)]);
    await writeResult("-", [report(plane, given, steps)]);
  } finally {
    for (const model of models) model.close();
  }
}

/** The files that make the plane; checkpoints in the order of the numbers in their names. */
function modelFiles({ weights, checkpoints, through }: DirectionsOptions): string[] {
  const given = [weights && [weights], checkpoints, through].filter((names) => names !== undefined);
  if (given.length !== 1 || !given[0]) {
    throw InputError.of`expected one of ${option("weights")}, ${option("checkpoints")} and ${option("through")}`;
  }
  if (through && through.length !== 3) {
    throw InputError.of`${option("through")}: ${through.length} of them, expected three files`;
  }
  if (!checkpoints) return given[0];
  if (checkpoints.length < 3) {
    throw InputError.of`${option("checkpoints")}: ${checkpoints.length} of them, expected three files or more`;
  }
  const steps = stepsOf(checkpoints);
  const order = Array.from(steps.keys()).sort((a, b) => steps[a] - steps[b]);
  return order.map((k) => checkpoints[k]);
}

/** The last number in each name where all have one and no two the same; else their places. */
function stepsOf(names: readonly string[]): number[] {
  const steps = names.map((name) => Number(/(\d+)\D*$/.exec(basename(name))?.[1] ?? NaN));
  const areSteps = steps.every(Number.isSafeInteger) && new Set(steps).size === steps.length;
  return areSteps ? steps : names.map((_, k) => k);
}

function makePlane(
  models: WeightsFile[],
  { checkpoints, through, seed, normalize }: DirectionsOptions,
) {
  if (through) return planeThrough(models);
  if (checkpoints) return principalPlaneOf(models);
  return randomPlane(models[0], numpyStream(seed), normalize);
}

function pathCsv({ points }: Plane, steps: readonly number[]): string {
  const rows = points.map(({ x, y, distance }, k) => `${steps[k]},${x},${y},${distance}\n`);
  return `step,x,y,distance\n${rows.join("")}`;
}

function report(plane: Plane, given: DirectionsOptions, steps: readonly number[]): string {
  const { measure, shares, points } = plane;
  const { weights, originOrigin, xx, yy, xy } = measure;
  const lines = [
    ["plane", title(given, points.length)],
    ["weights", `${shortCount(weights)} in ${plane.tensors.length / 3} tensors`],
    ["length of the origin", shortNumber(Math.sqrt(originOrigin))],
    ["length of x, y", `${shortNumber(Math.sqrt(xx))}, ${shortNumber(Math.sqrt(yy))}`],
    ["cosine between x and y", shortNumber(cosine(xx, yy, xy))],
  ];
  if (shares) {
    const [x, y] = shares.map((share) => `${shortNumber(100 * share)} %`);
    const both = `${shortNumber(100 * (shares[0] + shares[1]))} %`;
    lines.push(["variance in the plane", `${both}: ${x} along x, ${y} along y`]);
  }
  const text = lines.map(([name, cell]) => `${name.padEnd(24)}${cell}\n`).join("");
  if (points.length < 2) return text;
  const rows = points.map(({ name, x, y, distance }, k) => [
    ...[String(steps[k]), shortNumber(x), shortNumber(y), shortNumber(distance), basename(name)],
  ]);
  return `${text}\n${table([["step", "x", "y", "off the plane", "file"], ...rows])}`;
}

function title(
  { checkpoints, through, seed, normalize }: DirectionsOptions,
  count: number,
): string {
  if (through) return "through three models, at (0, 0), (1, 0) and (0, 1)";
  if (checkpoints) return `principal directions of ${count} checkpoints about the last`;
  return `random directions, seed ${seed}, normalized: ${normalize}`;
}

/** Orthogonal up to rounding counts as orthogonal. */
function cosine(xx: number, yy: number, xy: number): number {
  const value = xy / Math.sqrt(xx * yy);
  return Math.abs(value) < 1e-12 ? 0 : value;
}

function table(rows: string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, k) => cell.padEnd(widths[k]))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
