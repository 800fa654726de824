import { describe, expect, test } from "vitest";
import { formatCompact, labelTicks, powerOfTen } from "../../../src/render/scales/numberFormat.ts";

describe("labels of ticks", () => {
  test("share their decimals", () => {
    expect(labelTicks([0, 0.5, 1])).toEqual({ labels: ["0.0", "0.5", "1.0"], note: "" });
    expect(labelTicks([2.4, 2.45, 2.5]).labels).toEqual(["2.40", "2.45", "2.50"]);
    expect(labelTicks([0, 100, 200]).labels).toEqual(["0", "100", "200"]);
  });

  test("carry a true minus, and zero has none", () => {
    expect(labelTicks([-0.2, -0.1, 0, 0.1]).labels).toEqual(["−0.2", "−0.1", "0.0", "0.1"]);
    expect(labelTicks([-1, -0, 1]).labels).toEqual(["−1", "0", "1"]);
    expect(labelTicks([-0.2, -1e-17, 0.2]).labels).toEqual(["−0.2", "0.0", "0.2"]);
  });

  test("separate thousands", () => {
    expect(labelTicks([0, 1000, 25000]).labels).toEqual(["0", "1,000", "25,000"]);
    expect(labelTicks([-500000, 500000]).labels).toEqual(["−500,000", "500,000"]);
  });

  test("move a power of ten into the note where digits are many", () => {
    expect(labelTicks([0, 1e6, 2e6])).toEqual({ labels: ["0", "1", "2"], note: "×10⁶" });
    expect(labelTicks([0, 0.5e6, 1e6])).toEqual({ labels: ["0.0", "0.5", "1.0"], note: "×10⁶" });
    expect(labelTicks([1e-5, 2e-5])).toEqual({ labels: ["1", "2"], note: "×10⁻⁵" });
    expect(labelTicks([0.001, 0.002])).toEqual({ labels: ["0.001", "0.002"], note: "" });
  });

  test("work at the ends of the number range", () => {
    expect(labelTicks([-1e300, 0, 1e300])).toEqual({ labels: ["−1", "0", "1"], note: "×10³⁰⁰" });
    expect(labelTicks([1e-300, 1.5e-300, 2e-300])).toEqual({
      labels: ["1.0", "1.5", "2.0"],
      note: "×10⁻³⁰⁰",
    });
  });

  test("of one tick keep the digits it has", () => {
    expect(labelTicks([2.5]).labels).toEqual(["2.5"]);
    expect(labelTicks([2.6]).labels).toEqual(["2.6"]);
    expect(labelTicks([12.25]).labels).toEqual(["12.25"]);
    expect(labelTicks([20]).labels).toEqual(["20"]);
    expect(labelTicks([0]).labels).toEqual(["0"]);
  });

  test("of nothing are none", () => {
    expect(labelTicks([])).toEqual({ labels: [], note: "" });
  });
});

describe("a common offset", () => {
  test("is written exactly", () => {
    expect(labelTicks([1e6 + 0.1, 1e6 + 0.2])).toEqual({
      labels: ["0.1", "0.2"],
      note: "+ 1,000,000",
    });
    expect(labelTicks([-5, -5 + 2e-9, -5 + 4e-9])).toEqual({
      labels: ["0", "2", "4"],
      note: "×10⁻⁹ − 5",
    });
  });

  // Whatever the note looks like, label * power + offset has to give the tick back.
  test.each([
    [[1.2345678, 1.2345679]],
    [[1234567.301, 1234567.302]],
    [[123456789, 123456790, 123456791]],
    [[-123456789, -123456790]],
    [[0.0123456781, 0.0123456782]],
    [[9.9999999, 10, 10.0000001]],
    [[1e16, 1e16 + 2]],
    [[-1 - 1e-9, -1, -1 + 1e-9]],
    [[3.0000001e250, 3.0000002e250]],
    [[3.0000001e-250, 3.0000002e-250]],
  ])("and a label add up to the tick: %j", (values) => {
    const { labels, note } = labelTicks(values);
    const step = Math.abs(values[1] - values[0]);
    labels.forEach((label, k) => {
      expect(Math.abs(readTick(label, note) - values[k])).toBeLessThan(0.01 * step);
    });
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe("numbers in running text", () => {
  test.each([
    [0, "0"],
    [1, "1"],
    [1.14703, "1.147"],
    [20501.7, "20,502"],
    [-12345.678, "−12,346"],
    [1 / 3, "0.3333"],
    [0.00012345, "0.0001234"],
    [1e7, "1 × 10⁷"],
    [-2.5e-7, "−2.5 × 10⁻⁷"],
    [1e300, "1 × 10³⁰⁰"],
    [1e-300, "1 × 10⁻³⁰⁰"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
    [NaN, "?"],
  ])("%d is %s", (value, text) => {
    expect(formatCompact(value)).toBe(text);
  });

  test("take as many digits as asked for", () => {
    expect(formatCompact(20501.7, 5)).toBe("20,502");
    expect(formatCompact(1.14703, 3)).toBe("1.15");
  });
});

test("powers of ten have superscripts", () => {
  expect([powerOfTen(-12), powerOfTen(0), powerOfTen(345)]).toEqual(["10⁻¹²", "10⁰", "10³⁴⁵"]);
});

/** The number that a reader makes of a tick's label and its axis's note. */
function readTick(label: string, note: string): number {
  const plain = (text: string) => {
    const digits = text.replaceAll(",", "").replaceAll("−", "-");
    return Number(digits);
  };
  const power = (text: string) =>
    [...text].map((digit) => (digit === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit))).join("");
  const [, exponent = "⁰", sign = "+", mantissa = "0", offsetExponent = "⁰"] =
    /^(?:×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?\s*(?:([+−]) ([\d.,]+)(?: × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?)?$/.exec(note) ?? [];
  const offset = Number(`${plain(mantissa)}e${power(offsetExponent)}`);
  return Number(`${plain(label)}e${power(exponent)}`) + (sign === "−" ? -offset : offset);
}
