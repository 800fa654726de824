import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/core/errors.ts";
import type { Landscape } from "../../src/core/landscape.ts";
import { readLandscapeDocument } from "../../src/io/readLandscapes.ts";
import { namesOf } from "../../src/core/options/texts.ts";
import { readTable, type TableRead } from "../../src/io/readTable.ts";
import { TABLE_FORMATS } from "../../src/io/tableFormats/tableFormats.ts";
import { documentChunks, type GridWriterName } from "../../src/io/gridWriters/gridWriters.ts";
import { bytesOf, fullDocument, sourceOf } from "./documents.ts";

const MAX_POINTS = 1000;
const numRuns = Number(process.env.FUZZ_RUNS ?? 200);

/** Reads the bytes as grids: whole landscapes come out, or an InputError of one line. */
async function checkGrid(bytes: string | Uint8Array): Promise<void> {
  const source = sourceOf(bytes, "grid", 64);
  const options = { maxPoints: MAX_POINTS };
  const read = await orInputError(readLandscapeDocument([source], options, "test"));
  if (!read) return;
  expect(read.document.panels.length).toBeGreaterThan(0);
  read.document.panels.forEach(checkLandscape);
}

function checkLandscape({ title, x, y, z }: Landscape): void {
  expect(typeof title).toBe("string");
  expect(z.length).toBe(x.length * y.length);
  expect(z.length).toBeLessThanOrEqual(MAX_POINTS);
  for (const axis of [x, y]) {
    expect(axis.length).toBeGreaterThan(1);
    for (let i = 1; i < axis.length; i++) expect(axis[i] > axis[i - 1]).toBe(true);
  }
}

async function checkTable(bytes: string | Uint8Array, format: keyof typeof TABLE_FORMATS) {
  const source = sourceOf(bytes, "table", 64);
  const read = await orInputError<TableRead>(
    readTable(source, { dataFormat: format, missing: "drop", maxRows: 50 }),
  );
  if (!read) return;
  const { columns, target, rowCount, featureNames } = read.dataset;
  expect(columns).toHaveLength(featureNames.length);
  for (const column of [...columns, target]) {
    expect(column).toHaveLength(rowCount);
    expect(column.every(Number.isFinite)).toBe(true);
  }
}

async function orInputError<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).not.toMatch(/[\n\0]|undefined|\[object/);
    expect(error.message.length).toBeLessThan(500);
    return undefined;
  }
}

const write = (format: GridWriterName) => bytesOf(documentChunks(fullDocument(), format));

/** Bytes of a sound file with some replaced, and perhaps its end cut off. */
function spoilt(sound: Buffer): fc.Arbitrary<Buffer> {
  const change = fc.tuple(fc.nat(sound.length - 1), fc.nat(255));
  const end = fc.oneof(fc.constant(sound.length), fc.nat(sound.length));
  return fc.tuple(fc.array(change, { maxLength: 6 }), end).map(([changes, length]) => {
    const bytes = Buffer.from(sound);
    for (const [at, byte] of changes) bytes[at] = byte;
    return bytes.subarray(0, length);
  });
}

/** JSON that has a document's keys in the wrong and in the right places. */
const jsonLikeGrid = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    fc.constantFrom(null, true, "abc", -0, 1, 2.5, 1e308, -1e308, "gd", "mse", "surface"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.array(fc.integer(), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 3,
    }),
    fc.dictionary(
      fc.constantFrom(
        ...["format", "version", "panels", "spec", "data", "type", "x", "y", "z", "title"],
        ...[
          "colormap",
          "optimum",
          "curvature",
          "path",
          "loss",
          "scaler",
          "name",
          "method",
          "layout",
        ],
        ...["eigenvalues", "weights", "bdata", "dtype", "shape", "__proto__", "constructor", ""],
      ),
      tie("value"),
    ),
  ),
})).value;

const textLikeTable = fc
  .array(
    fc.array(
      fc.oneof(
        fc.constantFrom("a", "b", "1", "2.5", "", '"', '"x"', '"1\n2"', "NA", "\r", "\ufeff", "é"),
        fc.double().map(String),
      ),
      { maxLength: 4 },
    ),
    { maxLength: 8 },
  )
  .map((rows) => rows.map((row) => row.join(",")).join("\n"));

describe("any bytes as a grid", () => {
  test("random", () => fc.assert(fc.asyncProperty(fc.uint8Array(), checkGrid), { numRuns }));

  test("after a format's first bytes", () => {
    const magic = fc.constantFrom(
      "\x93NUMPY\x01\x00v\x00{'descr': '<f8'",
      "PK\x03\x04",
      "\x89HDF\r\n\x1a\n",
      "[[",
      '{"z":',
    );
    const bytes = fc
      .tuple(magic, fc.uint8Array())
      .map(([start, rest]) => Buffer.concat([Buffer.from(start, "latin1"), rest]));
    return fc.assert(fc.asyncProperty(bytes, checkGrid), { numRuns });
  });

  test.each(["json", "csv", "npz"] as const)("a spoilt %s document", async (format) => {
    await fc.assert(fc.asyncProperty(spoilt(await write(format)), checkGrid), { numRuns });
  });

  test("a spoilt HDF5 file", () =>
    fc.assert(fc.asyncProperty(spoilt(readFileSync("test/fixtures/io/holes.h5")), checkGrid), {
      numRuns,
    }));

  test("any JSON with a document's words", () => {
    const text = jsonLikeGrid.map((value) => JSON.stringify(value));
    return fc.assert(fc.asyncProperty(text, checkGrid), { numRuns: 2 * numRuns });
  });

  test("text like a table", () =>
    fc.assert(fc.asyncProperty(textLikeTable, checkGrid), { numRuns }));
});

describe.each(namesOf(TABLE_FORMATS))("any bytes as a %s table", (format) => {
  const check = (bytes: string | Uint8Array) => checkTable(bytes, format);
  test("random", () => fc.assert(fc.asyncProperty(fc.uint8Array(), check), { numRuns }));
  test("text like a table", () => fc.assert(fc.asyncProperty(textLikeTable, check), { numRuns }));
  test("any JSON", () => {
    const text = fc.array(fc.dictionary(fc.constantFrom("a", "b", "__proto__"), fc.jsonValue()));
    const json = text.map((rows) =>
      format === "ndjson"
        ? rows.map((row) => JSON.stringify(row)).join("\n")
        : JSON.stringify(rows),
    );
    return fc.assert(fc.asyncProperty(json, check), { numRuns });
  });
});

describe("any document", () => {
  const numbers = (minLength: number) =>
    fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), {
      minLength,
      maxLength: 6,
    });
  const panel = fc
    .tuple(
      numbers(2),
      numbers(2),
      fc.string({ unit: "binary" }),
      fc.array(fc.double(), { minLength: 36, maxLength: 36 }),
    )
    .filter(([x, y]) =>
      [x, y].every((axis) => new Set(axis.map((v) => v + 0)).size === axis.length),
    )
    .map(([x, y, title, losses]): Landscape => ({
      ...fullDocument().panels[1],
      title,
      x: Float64Array.from(x).sort(),
      y: Float64Array.from(y).sort(),
      // The first is finite: a grid of holes alone is refused.
      z: Float64Array.from({ length: x.length * y.length }, (_, i) => {
        const loss = Number.isFinite(losses[i]) ? losses[i] : NaN;
        return i > 0 ? loss : 1;
      }),
    }));

  test.each(["json", "npz"] as const)("reads back from %s as it was", (format) =>
    fc.assert(
      fc.asyncProperty(fc.array(panel, { minLength: 1, maxLength: 3 }), async (panels) => {
        const document = { generator: "g", spec: {}, panels };
        const bytes = await bytesOf(documentChunks(document, format));
        const options = { maxPoints: MAX_POINTS };
        const read = await readLandscapeDocument([sourceOf(bytes, "grid", 64)], options, "test");
        expect(read.document).toEqual(document);
      }),
      { numRuns },
    ),
  );
});
