import { InputError, option } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { JsonReader } from "../json/jsonReader.ts";
import { isObject, type JsonObject } from "../json/jsonValue.ts";
import { numbersOf, readNpy, textOf, type NpyArray } from "../npy/readNpy.ts";
import { MAX_BYTES } from "../input.ts";
import type { GridReader } from "./gridReader.ts";
import { readZip } from "../zip/readZip.ts";
import { checkPointCount } from "../grid/assembleGrid.ts";
import { documentHead } from "../grid/documentHead.ts";
import type { GridLimits, GridRead } from "../grid/gridRead.ts";
import { axisFromMeshgrid } from "../grid/jsonNumbers.ts";
import { panelAround } from "../grid/panelFromJson.ts";
import { matrixFromNpy } from "./npy.ts";

const MAX_HEADER_NUMBERS = 1_000_000;
const OTHER_BYTES = 1 << 24;
const AXIS = /^[xy]_?\d*$/i;

/**
 * An NPZ archive: this program's own, or any with matrices in it. Those are the
 * panels; `x`, `y` (or `x1`, `y1` for `z1`) are the axes, plain or as meshgrids.
 */
export const NPZ: GridReader = {
  label: "NPZ file",
  recognizes: (head) => head.subarray(0, 2).toString("latin1") === "PK",
  read: async (input, limits) => readNpzGrid(await input.bytes(MAX_BYTES), input.name, limits),
};

function readNpzGrid(bytes: Buffer, name: string, limits: GridLimits): GridRead {
  const arrays = readArrays(bytes, name, limits);
  const header = headerOf(arrays, name);
  const matrices = Array.from(arrays).filter(
    ([key, { shape }]) => !AXIS.test(key) && shape.length === 2,
  );
  if (matrices.length === 0) {
    throw new InputError(`${name}: no matrix in it, expected arrays such as x, y, z`);
  }
  const heads = header && panelHeads(header, matrices.length, name);
  const panels = matrices.map(([key, array], index) => {
    const matrix = matrixFromNpy(array, limits.maxPoints);
    const suffix = /_?\d*$/.exec(key)?.[0] ?? "";
    const axis = (letter: "x" | "y") => axisOf(arrays, letter, suffix, limits.maxPoints);
    const at = (part: string) => `${name}: ${part === "z" ? plainName(key) : part + suffix}`;
    return panelAround(heads?.[index] ?? titleOf(key), matrix, { x: axis("x"), y: axis("y") }, at);
  });
  return { panels, ...(header && { document: documentHead(header, (key) => `${name}: ${key}`) }) };
}

function readArrays(bytes: Buffer, name: string, limits: GridLimits): Map<string, NpyArray> {
  const entries = readZip(bytes, name).filter((entry) => entry.name.endsWith(".npy"));
  const size = entries.reduce((total, entry) => total + entry.size, 0);
  // Meshgrids take three numbers a point.
  const maxBytes = 3 * Float64Array.BYTES_PER_ELEMENT * limits.maxPointsInAll + OTHER_BYTES;
  if (size > maxBytes) {
    throw InputError.of`${name}: ${size} bytes unpacked, more than ${limits.maxPoints} points a grid can take (raise ${option("maxPoints")})`;
  }
  return new Map(
    entries.map((entry) => {
      const key = entry.name.slice(0, -".npy".length);
      return [key, readNpy(entry.bytes(), `${name}: ${plainName(key)}`)];
    }),
  );
}

function headerOf(arrays: Map<string, NpyArray>, name: string): JsonObject | undefined {
  const array = arrays.get("header");
  const text = array && textOf(array);
  if (text === undefined) return undefined;
  const reader = new JsonReader(Buffer.from(text), `${name}: header`, MAX_HEADER_NUMBERS);
  const header = reader.value();
  return isObject(header) ? header : undefined;
}

function panelHeads(header: JsonObject, count: number, name: string): JsonObject[] {
  const panels = Array.isArray(header.panels) ? header.panels.filter(isObject) : [];
  if (panels.length !== count) {
    throw new InputError(`${name}: header: ${panels.length} panels, expected ${count}`);
  }
  return panels;
}

/** The axis that belongs to `z` + suffix, else the one for all. */
function axisOf(
  arrays: Map<string, NpyArray>,
  letter: "x" | "y",
  suffix: string,
  maxPoints: number,
): Float64Array | undefined {
  const upper = letter.toUpperCase();
  const key = [letter + suffix, upper + suffix, letter, upper].find((key) => arrays.has(key));
  const array = arrays.get(key ?? "");
  return array && axisFromArray(array, letter, maxPoints);
}

function axisFromArray(array: NpyArray, axis: "x" | "y", maxPoints: number): Float64Array {
  const [rowCount, columnCount] = array.shape;
  if (array.shape.length === 1) {
    if (rowCount > maxPoints) {
      throw new InputError(`${array.place}: ${rowCount} numbers, more than ${maxPoints}`);
    }
    return numbersOf(array);
  }
  if (array.shape.length !== 2) {
    throw new InputError(
      `${array.place}: shape (${array.shape.join(", ")}), expected one or two dimensions`,
    );
  }
  checkPointCount(rowCount, columnCount, maxPoints, array.place);
  const values = numbersOf(array);
  const rows = Array.from({ length: rowCount }, (_, i) =>
    values.subarray(i * columnCount, (i + 1) * columnCount),
  );
  return axisFromMeshgrid(rows, axis, array.place).slice();
}

/** `z`, `z0`, … are no titles; another array's name is. */
function titleOf(matrixName: string): JsonObject {
  return /^z_?\d*$/i.test(matrixName) ? {} : { title: matrixName };
}

/** An array's name in messages: in quotes where it is not a plain word. */
function plainName(key: string): string {
  return /^\w{1,40}$/.test(key) ? key : quoted(key);
}
