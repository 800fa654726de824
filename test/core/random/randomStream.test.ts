import { describe, expect, test } from "vitest";
import { createRandomStream } from "../../../src/core/random/randomStreams.ts";
import { fixture } from "../datasets.ts";

interface Stream {
  seed: number;
  rand5: number[];
  then_randn3: number[];
  then_rand2: number[];
  then_randn2: number[];
}

const { streams }: { streams: Stream[] } = fixture("numpy-random");

describe("the numpy stream", () => {
  test.each(streams)("equals NumPy's for seed $seed", async (expected) => {
    const stream = await createRandomStream("numpy", String(expected.seed));
    for (const value of expected.rand5) expect(stream.uniform()).toBe(value);
    for (const value of expected.then_randn3) expectNormal(stream.normal(), value);
    for (const value of expected.then_rand2) expect(stream.uniform()).toBe(value);
    for (const value of expected.then_randn2) expectNormal(stream.normal(), value);
  });

  test.each(["-1", "4294967296", "1.5", "abc", ""])("refuses the seed %j", async (seed) => {
    await expect(createRandomStream("numpy", seed)).rejects.toThrow(
      `seed ${seed || '""'}: expected a whole number from 0 to 4294967295`,
    );
  });
});

describe("the seedrandom stream", () => {
  test("repeats itself for the same text and not for another", async () => {
    const [first, again, other] = await Promise.all(
      ["a word", "a word", "another"].map((seed) => createRandomStream("seedrandom", seed)),
    );
    const draw = (stream: typeof first) => [stream.uniform(), stream.normal(), stream.normal()];
    const drawn = draw(first);
    expect(draw(again)).toEqual(drawn);
    expect(draw(other)).not.toEqual(drawn);
  });

  test("draws normals of mean zero and unit variance", async () => {
    const stream = await createRandomStream("seedrandom", "0");
    const values = Array.from({ length: 20000 }, () => stream.normal());
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    const variance = values.reduce((total, value) => total + value ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });
});

function expectNormal(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
}
