import { describe, expect, test } from "vitest";
import { InputError, option as named } from "../../../src/core/errors.ts";
import { numberBetween, wholeNumber } from "../../../src/core/options/numbers.ts";
import {
  Depending,
  defaultWords,
  flag,
  inGroup,
  option,
  partOf,
  recordOptions,
  resolveOptions,
} from "../../../src/core/options/table.ts";
import { anyText } from "../../../src/core/options/texts.ts";

const TABLE = inGroup("Picture", {
  width: option(wholeNumber(1, 100), "width", { default: 10 }),
  height: option(numberBetween(0, 90), "height", {
    default: new Depending("10; 20 with `tall`", ({ tall }) => (tall ? 20 : 10)),
  }),
  tall: flag("twice as high"),
  title: option(anyText, "a title"),
});

describe("options of a table", () => {
  test("take their defaults, those that depend among them", () => {
    expect(resolveOptions(TABLE, {})).toEqual({ width: 10, height: 10, tall: false });
    expect(resolveOptions(TABLE, { tall: true, title: "a" })).toEqual({
      width: 10,
      height: 20,
      tall: true,
      title: "a",
    });
  });

  test.each([
    [{ width: 0 }, "width", "width 0: expected a whole number from 1 to 100"],
    [{ height: "91" }, "height", "height 91: expected a number from 0 to 90"],
    [{ tall: "yes" }, "tall", "tall yes: expected true or false"],
    [{ widht: 3 }, undefined, "unknown option widht; did you mean width?"],
  ])("%j is refused by name", (given: Record<string, unknown>, key, message) => {
    const attempt = () => resolveOptions(TABLE, given);
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
    try {
      attempt();
    } catch (error) {
      expect(error instanceof InputError && error.option).toBe(key);
    }
  });

  test("once resolved pass as they are, through a part of their table too", () => {
    const larger = { ...TABLE, ...inGroup("Output", { out: option(anyText, "a file") }) };
    const resolved = resolveOptions(larger, { out: "a" });
    expect(resolveOptions(TABLE, resolved)).toBe(resolved);
    const other = inGroup("Picture", { width: option(wholeNumber(1, 5), "width") });
    expect(() => resolveOptions(other, resolved)).toThrow(InputError);
    expect(resolveOptions(TABLE, partOf(TABLE, { ...resolved }))).toEqual({
      width: 10,
      height: 10,
      tall: false,
    });
  });

  test("are recorded in the table's order", () => {
    const options = resolveOptions(TABLE, { title: "a", width: 3 });
    expect(Object.keys(recordOptions(TABLE, options))).toEqual([
      "width",
      "height",
      "tall",
      "title",
    ]);
  });

  test("say their defaults", () => {
    const words = Object.values(TABLE).map((row) => defaultWords(row));
    expect(words).toEqual(["10", "10; 20 with `tall`", undefined, undefined]);
  });
});

test("a message names options as its reader knows them", () => {
  const error = InputError.of`${named("maxRows")} 3: too few; try ${named("missing", "drop")}`;
  expect(error.message).toBe("maxRows 3: too few; try missing: drop");
  expect(error.worded(({ key }) => `<${key}>`)).toBe("<maxRows> 3: too few; try <missing>");
  expect(error.option).toBe("maxRows");
  expect(new InputError("a table").option).toBeUndefined();
});
