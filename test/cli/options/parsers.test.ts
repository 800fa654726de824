import { describe, expect, test } from "vitest";
import { Expected, type Parser } from "../../../src/cli/options/expected.ts";
import { azimuthAngle } from "../../../src/cli/options/parseAzimuth.ts";
import { choiceOf } from "../../../src/cli/options/parseChoice.ts";
import { joinList, labelTriple, nameList, splitList } from "../../../src/cli/options/parseList.ts";
import {
  finiteNumber,
  numberBetween,
  numberPair,
  openFraction,
  wholeNumber,
} from "../../../src/cli/options/parseNumber.ts";
import { windowRange } from "../../../src/cli/options/parseRange.ts";
import { learningRate } from "../../../src/cli/options/parseRate.ts";
import { workShard } from "../../../src/cli/options/parseShard.ts";
import { nearest } from "../../../src/cli/options/nearest.ts";
import { shown } from "../../../src/cli/options/shown.ts";

function refuses(parse: Parser<unknown>, texts: string[]): void {
  for (const text of texts) expect(() => parse(text), text).toThrow(Expected);
}

test("numbers are decimal, finite and within their bounds", () => {
  expect(["-1", "+.5", "1e-3", "7.", "0007"].map(finiteNumber)).toEqual([-1, 0.5, 0.001, 7, 7]);
  refuses(finiteNumber, ["", " ", "1 2", "0x10", "1e999", "NaN", "Infinity", "--1", "1,5", "１"]);
  expect(["1", "1e3", "1000.0"].map(wholeNumber(1, 1000))).toEqual([1, 1000, 1000]);
  refuses(wholeNumber(1, 1000), ["0", "1001", "1.5", "1e4"]);
  expect(numberBetween(-90, 90)("-90")).toBe(-90);
  refuses(numberBetween(-90, 90), ["90.01", "-91"]);
  refuses(openFraction, ["0", "1", "-0.1"]);
  expect(numberPair("-1, 2e1")).toEqual([-1, 20]);
  refuses(numberPair, ["1", "1,2,3", "1,", ",", "a,b"]);
});

test("ranges are MIN:MAX with a whole COUNT from two, or without", () => {
  expect(windowRange("-1:5:50")).toEqual({ min: -1, max: 5, count: 50 });
  expect(windowRange("-1e-3:-0")).toEqual({ min: -0.001, max: -0 });
  refuses(windowRange, ["", ":", "1", "1:2:", "1:2:1", "1:2:2.5", "1:2:3:4", "2:1", "1:1", "a:b"]);
  refuses(windowRange, ["-1.7e308:1.7e308"]);
});

test("a list is split at commas, but not at escaped ones", () => {
  expect(splitList("a,b c,")).toEqual(["a", "b c", ""]);
  expect(splitList("a\\,b,c\\\\,d\\n")).toEqual(["a,b", "c\\", "d\\n"]);
  for (const items of [["a,b", "", "\\", "\\,"], [""], [",,"]]) {
    expect(splitList(joinList(items))).toEqual(items);
  }
  expect(labelTriple("x\\, y,,z")).toEqual(["x, y", "", "z"]);
  refuses(labelTriple, ["", "a,b", "a,b,c,d"]);
  refuses(nameList, ["", "a,,b", "a,a"]);
});

test("rates are auto, a step or a share of the largest", () => {
  expect(["auto", "0.1", "0.9max", "1e-3max"].map(learningRate)).toEqual([
    "auto",
    0.1,
    { ofLargest: 0.9 },
    { ofLargest: 0.001 },
  ]);
  refuses(learningRate, ["", "0", "-1", "max", "0max", "1 max", "Auto"]);
});

test("azimuths and shards", () => {
  expect(["auto", "-45", "360"].map(azimuthAngle)).toEqual(["auto", -45, 360]);
  refuses(azimuthAngle, ["", "361", "north"]);
  expect(workShard("2/8")).toEqual({ index: 2, count: 8 });
  refuses(workShard, ["", "0/8", "9/8", "1/0", "1", "-1/8", "1.5/8", "1/8/9", "1/9999999999"]);
});

describe("a wrong name", () => {
  test("brings the nearest one", () => {
    expect(() => choiceOf(["numpy", "seedrandom"])("numpi")).toThrow(/nearest: numpy/);
    expect(() => choiceOf(["numpy", "seedrandom"])("zzz")).toThrow(/^numpy or seedrandom$/);
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
