import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDecimal } from "../../../src/io/table/decimalCell.ts";

function read(text: string): { value: number; end: number } {
  const into = Float64Array.of(NaN);
  const end = readDecimal(Buffer.from(`${text},`), 0, into, 0);
  return { value: into[0], end };
}

const unsure = (text: string) => read(text).end === -1;
const double = fc.double({ noNaN: true, noDefaultInfinity: true });
const ordinary = fc.double({ noNaN: true, min: -1e15, max: 1e15 });

describe("a plain number in bytes", () => {
  test("is what Number reads, to the last bit, or is left alone", () => {
    const texts = fc.oneof(
      double.map(String),
      double.map((value) => value.toExponential(18)),
      ordinary.map((value) => value.toFixed(20)),
      fc.tuple(ordinary, fc.integer({ min: 1, max: 40 })).map(([v, d]) => v.toPrecision(d)),
      fc.bigInt({ min: 2n ** 53n, max: 2n ** 59n }).map(String),
    );
    const isRight = (text: string) =>
      unsure(text) || (Object.is(read(text).value, Number(text)) && read(text).end === text.length);
    fc.assert(
      fc.property(texts, (text) => isRight(text)),
      { numRuns: 20_000 },
    );
  });

  test("is rarely left alone", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), (value) => {
        const text = Math.abs(value) < 1e-200 ? "0" : String(value);
        expect(read(text)).toEqual({ value: Number(text), end: text.length });
      }),
    );
  });

  test.each(["0", "-0", "0.0", "007", "5.", ".5", "-.5", "1e22", "1E-5", "1e+3", "123456789.25"])(
    "reads %j",
    (text) => expect(read(text)).toEqual({ value: Number(text), end: text.length }),
  );

  test.each([
    ...["", "-", ".", "e5", "1e", "1e+", "+1", "--1", "NA", "é", '"1"', "1e999", "9e-999"],
    // Half way between two doubles: too close to be decided in double-doubles.
    ...["9007199254740993", "9007199254740993.0000000000000000000000000001"],
  ])("leaves %j alone", (text) => expect(read(text)).toEqual({ value: NaN, end: -1 }));
});
