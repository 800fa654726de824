import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workShard } from "../../../src/cli/shard.ts";
import { learningRate } from "../../../src/core/descent/descentRate.ts";
import { LANDSCAPE_OPTIONS } from "../../../src/core/landscapeOptions.ts";
import { Expected, type Kind } from "../../../src/core/options/kind.ts";
import {
  joinList,
  listOf,
  nameList,
  oneOrMore,
  splitList,
  textsOf,
} from "../../../src/core/options/lists.ts";
import {
  finiteNumber,
  numberBetween,
  numberOr,
  numberPair,
  numberRange,
  openFraction,
  wholeNumber,
} from "../../../src/core/options/numbers.ts";
import { choiceOf } from "../../../src/core/options/texts.ts";
import { SYNTHETIC_OPTIONS } from "../../../src/core/syntheticData.ts";
import { nearest, shown } from "../../../src/core/wording.ts";
import { TABLE_OPTIONS } from "../../../src/io/readTable.ts";
import { FIGURE_OPTIONS } from "../../../src/render/figure/figureOptions.ts";

const labels = textsOf<[string, string, string]>(3, "X,Y,Z", "three labels");
const angle = numberOr("auto", numberBetween(-360, 360), "auto or degrees");

function refuses(kind: Kind<unknown>, values: unknown[]): void {
  for (const value of values) {
    expect(() => kind.read(value), JSON.stringify(value)).toThrow(Expected);
  }
}

test("numbers are decimal, finite and within their bounds", () => {
  expect(["-1", "+.5", "1e-3", "7.", "0007"].map((text) => finiteNumber.read(text))).toEqual([
    -1, 0.5, 0.001, 7, 7,
  ]);
  refuses(finiteNumber, ["", " ", "1 2", "0x10", "1e999", "NaN", "Infinity", "--1", "1,5", "１"]);
  expect(["1", "1e3", "1000.0"].map((text) => wholeNumber(1, 1000).read(text))).toEqual([
    1, 1000, 1000,
  ]);
  refuses(wholeNumber(1, 1000), ["0", "1001", "1.5", "1e4"]);
  expect(numberBetween(-90, 90).read("-90")).toBe(-90);
  refuses(numberBetween(-90, 90), ["90.01", "-91"]);
  refuses(openFraction, ["0", "1", "-0.1"]);
  expect(numberPair.read("-1, 2e1")).toEqual([-1, 20]);
  refuses(numberPair, ["1", "1,2,3", "1,", ",", "a,b"]);
});

test("ranges are MIN:MAX with a whole COUNT from two, or without", () => {
  expect(numberRange.read("-1:5:50")).toEqual({ min: -1, max: 5, count: 50 });
  expect(numberRange.read("-1e-3:-0")).toEqual({ min: -0.001, max: -0 });
  refuses(numberRange, ["", ":", "1", "1:2:", "1:2:1", "1:2:2.5", "1:2:3:4", "2:1", "1:1", "a:b"]);
  refuses(numberRange, ["-1.7e308:1.7e308"]);
});

test("a list is split at commas, but not at escaped ones", () => {
  expect(splitList("a,b c,")).toEqual(["a", "b c", ""]);
  expect(splitList("a\\,b,c\\\\,d\\n")).toEqual(["a,b", "c\\", "d\\n"]);
  for (const items of [["a,b", "", "\\", "\\,"], [""], [",,"]]) {
    expect(splitList(joinList(items))).toEqual(items);
  }
  expect(labels.read("x\\, y,,z")).toEqual(["x, y", "", "z"]);
  refuses(labels, ["", "a,b", "a,b,c,d"]);
  refuses(nameList, ["", "a,,b", "a,a"]);
});

test("rates are auto, a step or a share of the largest", () => {
  expect(["auto", "0.1", "0.9max", "1e-3max"].map((text) => learningRate.read(text))).toEqual([
    "auto",
    0.1,
    { ofLargest: 0.9 },
    { ofLargest: 0.001 },
  ]);
  refuses(learningRate, ["", "0", "-1", "max", "0max", "1 max", "Auto"]);
});

test("azimuths and shards", () => {
  expect(["auto", "-45", "360"].map((text) => angle.read(text))).toEqual(["auto", -45, 360]);
  refuses(angle, ["", "361", "north"]);
  expect(workShard.read("2/8")).toEqual({ index: 2, count: 8 });
  refuses(workShard, ["", "0/8", "9/8", "1/0", "1", "-1/8", "1.5/8", "1/8/9", "1/9999999999"]);
});

describe("a wrong name", () => {
  test("brings the nearest one", () => {
    expect(() => choiceOf(["numpy", "seedrandom"]).read("numpi")).toThrow(/did you mean numpy\?/);
    expect(() => choiceOf(["numpy", "seedrandom"]).read("zzz")).toThrow(/^numpy or seedrandom$/);
  });

  test("is compared without regard to case, a beginning counts as close", () => {
    expect(nearest("--COLOR", ["--colormap", "--alpha"])).toBe("--colormap");
    expect(nearest("x".repeat(100_000), ["--colormap"])).toBeUndefined();
  });
});

test("a value is shown on one line, shortened, without what a terminal obeys", () => {
  expect(shown("")).toBe('""');
  expect(shown("a\nb\tc\u001b[0m\u202e\ud800")).toBe("a\\nb\\tc\\u001b[0m\\u202e\ufffd");
  expect(shown("é".repeat(100))).toBe(`${"é".repeat(79)}…`);
  expect([...shown("😀".repeat(200))]).toHaveLength(80);
});

describe("one kind reads texts, JSON and typed values", () => {
  test("numbers, pairs, ranges, rates", () => {
    expect(wholeNumber(1, 9).read(7)).toBe(7);
    refuses(wholeNumber(1, 9), [0, 1.5, NaN, Infinity, true, null, undefined, [7], {}]);
    expect(numberPair.read([1, 2])).toEqual([1, 2]);
    refuses(numberPair, [[1], [1, 2, 3], [1, "a"], 1, {}]);
    expect(numberRange.read([0, 1, 5])).toEqual({ min: 0, max: 1, count: 5 });
    expect(numberRange.read({ min: 0, max: 1 })).toEqual({ min: 0, max: 1 });
    refuses(numberRange, [{}, { min: 1, max: 0 }, [0, 1, 1], [0], null, 3]);
    expect(learningRate.read({ ofLargest: 0.5 })).toEqual({ ofLargest: 0.5 });
    refuses(learningRate, [{ ofLargest: "x" }, {}, -1, null]);
  });

  test("a list of one may be its element", () => {
    const methods = listOf(choiceOf(["a", "b", "c"]), 2, "letters");
    expect(methods.read("a")).toEqual(["a"]);
    expect(methods.read("b,a")).toEqual(["b", "a"]);
    expect(methods.read(["b", "a"])).toEqual(["b", "a"]);
    refuses(methods, [[], ["a", "b", "c"], "a,x", 3]);
    const recorded = oneOrMore(finiteNumber, 3, "numbers");
    expect([recorded.record([1]), recorded.record([1, 2])]).toEqual([1, [1, 2]]);
  });
});

test("every default is one of its kind: text and record read back to it", () => {
  const tables = [LANDSCAPE_OPTIONS, SYNTHETIC_OPTIONS, TABLE_OPTIONS, FIGURE_OPTIONS];
  for (const [key, { kind, default: usual }] of tables.flatMap((table) => Object.entries(table))) {
    if (usual === undefined || (typeof usual === "object" && "choose" in usual)) continue;
    const unknown: Kind<unknown> = kind;
    expect(unknown.read(usual), key).toEqual(usual);
    expect(unknown.read(unknown.record(usual)), key).toEqual(usual);
    if (typeof usual !== "boolean") expect(unknown.read(unknown.write(usual)), key).toEqual(usual);
  }
});

test("what a kind writes and records it reads back", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const values: [Kind<unknown>, fc.Arbitrary<unknown>][] = [
    [finiteNumber, number],
    [numberPair, fc.tuple(number, number)],
    [learningRate, fc.oneof(fc.constant("auto"), fc.double({ min: 1e-9, max: 1e9, noNaN: true }))],
    [labels, fc.tuple(fc.string(), fc.string(), fc.string())],
    [
      workShard,
      fc
        .tuple(fc.integer({ min: 1, max: 99 }), fc.nat(99))
        .map(([index, more]) => ({ index, count: index + more })),
    ],
  ];
  for (const [kind, value] of values) {
    fc.assert(
      fc.property(value, (one) => {
        expect(kind.read(kind.write(one))).toEqual(one);
        expect(kind.read(kind.record(one))).toEqual(one);
      }),
    );
  }
});
