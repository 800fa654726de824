import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { JsonReader } from "../json/jsonReader.ts";
import { isObject, type JsonObject } from "../json/jsonValue.ts";
import { numbersOf, readNpy, textOf, type NpyArray } from "../numpy/npy.ts";
import { MAX_BYTES } from "../input.ts";
import type { GridReader } from "./gridReader.ts";
import { readZip } from "../numpy/readZip.ts";
import { documentHead } from "../grid/documentHead.ts";
import type { GridRead } from "../grid/gridRead.ts";
import { axisFromMeshgrid } from "../grid/jsonNumbers.ts";
import { panelAround } from "../grid/panelFromJson.ts";
import type { PointBudget } from "../grid/pointBudget.ts";

const MAX_HEADER_NUMBERS = 1_000_000;
const MAX_MEMBERS = 1000;
/** Beside the numbers of an array: its header, or a text. */
const OTHER_BYTES = 1 << 24;
const AXIS = /^[xy]_?\d*$/i;

/**
 * An NPZ archive: this program's own, or any with matrices in it. Those are the
 * panels; `x`, `y` (or `x1`, `y1` for `z1`) are the axes, plain or as meshgrids.
 */
export const NPZ: GridReader = {
  label: "NPZ file",
  recognizes: (head) => head.subarray(0, 2).toString("latin1") === "PK",
  read: async (input, { points }) => readNpzGrid(await input.bytes(MAX_BYTES), input.name, points),
};

/** An array of an archive: its type and shape are known before it is unpacked. */
interface Member {
  shape: number[];
  unpack(): NpyArray;
}

type Members = Map<string, Member>;

function readNpzGrid(bytes: Buffer, name: string, points: PointBudget): GridRead {
  const members = readMembers(bytes, name);
  const header = headerOf(members, name);
  const matrices = Array.from(members).filter(
    ([key, { shape }]) => !AXIS.test(key) && shape.length === 2,
  );
  if (matrices.length === 0) {
    throw new InputError(`${name}: no matrix in it, expected arrays such as x, y, z`);
  }
  const heads = header && panelHeads(header, matrices.length, name);
  for (const [key, { shape }] of matrices) {
    points.take(shape[0], shape[1], `${name}: ${plainName(key)}`);
  }
  const panels = matrices.map(([key, member], index) => {
    const [rowCount, columnCount] = member.shape;
    const matrix = { values: numbersOf(member.unpack()), rowCount, columnCount };
    const suffix = /_?\d*$/.exec(key)?.[0] ?? "";
    const at = (part: string) => `${name}: ${part === "z" ? plainName(key) : part + suffix}`;
    const axis = (letter: "x" | "y") =>
      axisOf(members, letter, suffix, rowCount * columnCount, at(letter));
    return panelAround(heads?.[index] ?? titleOf(key), matrix, { x: axis("x"), y: axis("y") }, at);
  });
  return { panels, ...(header && { document: documentHead(header, (key) => `${name}: ${key}`) }) };
}

function readMembers(bytes: Buffer, name: string): Members {
  const entries = readZip(bytes, name).filter((entry) => entry.name.endsWith(".npy"));
  if (entries.length > MAX_MEMBERS)
    throw new InputError(`${name}: more than ${MAX_MEMBERS} arrays`);
  return new Map(
    entries.map((entry) => {
      const key = entry.name.slice(0, -".npy".length);
      const place = `${name}: ${plainName(key)}`;
      const { shape } = readNpy(entry.head(), place);
      const unpack = () => {
        const mostBytes = countOf(shape) * Float64Array.BYTES_PER_ELEMENT + OTHER_BYTES;
        if (entry.size <= mostBytes) return readNpy(entry.bytes(), place);
        throw new InputError(`${place}: ${entry.size} bytes for ${countOf(shape)} numbers`);
      };
      return [key, { shape, unpack }];
    }),
  );
}

function headerOf(members: Members, name: string): JsonObject | undefined {
  const member = members.get("header");
  const text = member?.shape.length === 0 ? textOf(member.unpack()) : undefined;
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
  members: Members,
  letter: "x" | "y",
  suffix: string,
  mostNumbers: number,
  place: string,
): Float64Array | undefined {
  const upper = letter.toUpperCase();
  const key = [letter + suffix, upper + suffix, letter, upper].find((key) => members.has(key));
  const member = members.get(key ?? "");
  if (!member) return undefined;
  const count = countOf(member.shape);
  if (count <= mostNumbers) return axisFromArray(member.unpack(), letter);
  throw new InputError(`${place}: ${count} numbers for a grid of ${mostNumbers} points`);
}

function countOf(shape: number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function axisFromArray(array: NpyArray, axis: "x" | "y"): Float64Array {
  const [rowCount, columnCount] = array.shape;
  if (array.shape.length === 1) return numbersOf(array);
  if (array.shape.length !== 2) {
    throw new InputError(
      `${array.place}: shape (${array.shape.join(", ")}), expected one or two dimensions`,
    );
  }
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
