import { expect, test } from "vitest";
import { Expected } from "../../../src/core/options/kind.ts";
import { lengthBetween } from "../../../src/core/options/numbers.ts";

const length = lengthBetween(100, 3000);

test.each([
  [700, 700],
  ["700", 700],
  ["700px", 700],
  ["3.3in", 316.8],
  ["2.54 cm", 96],
  ["84mm", 317.480315],
  ["8.4CM", 317.480315],
  ["238pt", 317.333333],
])("%s is %d pixels", (text, pixels) => {
  expect(lengthBetween(1, 3000).read(text)).toBe(pixels);
  expect(length.read(length.write(pixels + 100))).toBe(pixels + 100);
});

test.each(["99", "1in", "in", "3.3 feet", "3,3in", "", "-4in", "1e9mm", "NaN", {}, null])(
  "%j is no length",
  (text) => {
    expect(() => length.read(text)).toThrow(Expected);
    expect(() => length.read(text)).toThrow("a length from 100 to 3000 pixels, as 700, 3.3in");
  },
);
