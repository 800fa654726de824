import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import { numpyStream } from "../../../src/core/random/numpyStream.ts";
import { options, table, worstError } from "../datasets.ts";

const sumOfTwo = [
  [0.1, 0.7, 0.8, 1],
  [0.2, 0.3, 0.5, 2],
  [0.3, 0.9, 1.2, 4],
  [0.4, 0.2, 0.6, 3],
  [0.6, 0.8, 1.4, 7],
  [0.7, 0.1, 0.8, 2],
];

describe("columns that depend on each other", () => {
  test("a column that is the sum of two changes nothing", async () => {
    const changes = { intercept: true, scalers: ["none" as const, "standard" as const] };
    const target = sumOfTwo.map((row) => row[3]);
    const three = await least(
      sumOfTwo.map((row) => row.slice(0, 3)),
      target,
      changes,
    );
    const two = await least(
      sumOfTwo.map((row) => row.slice(0, 2)),
      target,
      changes,
    );
    expect(worstError(three, two)).toBeLessThan(1e-12);
    expect(three[0]).toBeCloseTo(1.14617, 5);
  });

  test("centred indicators of three groups leave the mean's square in the loss", async () => {
    const target = [1, 2, 4, 3, 7, 2, 5, 9, 8];
    const rows = target.map((_, k) => [0, 1, 2].map((group) => Number(k % 3 === group)));
    // Within the groups the squares are 8, 26 and 56/3; the mean, 41/9, stays unexplained.
    const expected = (8 + 26 + 56 / 3) / 9 + (41 / 9) ** 2;
    const [loss] = await least(rows, target, { scalers: ["standard"] });
    expect(worstError([loss], [expected])).toBeLessThan(1e-12);
  });

  test("the loss printed and the grid's are what the weights have", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 3, max: 12 }),
        fc.constantFrom(1e-15, 1e-14, 1e-12, 1e-9),
        fc.boolean(),
        async (seed, rowCount, noise, intercept) => {
          const stream = numpyStream(seed);
          const rows = Array.from({ length: rowCount }, () => {
            const [a, b] = [stream.normal(), stream.normal()];
            return [a, b, a + b + noise * stream.normal()];
          });
          const target = rows.map(() => stream.normal());
          await expectOwnSums(rows, target, intercept, 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test.each([1e6, 1e7, 1e8, 1e9])("features around %d beside an intercept", async (center) => {
  // Integers in quarters, so that moving them loses nothing and the near table is the reference.
  const rows = Array.from({ length: 40 }, (_, k) => [
    ((((k + 1) * 7) % 19) - 9) / 4,
    ((((k + 1) * 11) % 23) - 11) / 4,
  ]);
  const target = rows.map(([a, b], k) => 3 * a - 2 * b + ((((k + 1) * 13) % 31) - 15) / 15);
  const [near] = await least(rows, target, { intercept: true });
  const far = rows.map((row) => row.map((value) => center + value));
  const [landscape] = await computeLandscapes(
    table(far, target),
    options({ intercept: true, window: "auto" }),
  );
  // A weight's last bit moves the prediction by about 1e-16 times the centre.
  expect(worstError([landscape.optimum!.z], [near])).toBeLessThan(1e-10 + (1e-15 * center) ** 2);
  for (const value of landscape.z) expect(value).toBeGreaterThanOrEqual(near * (1 - 1e-12));
  // The two terms of a prediction, each as large as the centre, cancel within a double's digits.
  await expectOwnSums(far, target, true, 1e-10 + 3e-17 * center);
});

async function least(
  rows: number[][],
  target: number[],
  changes: Parameters<typeof options>[0],
): Promise<number[]> {
  const landscapes = await computeLandscapes(table(rows, target), options(changes));
  return landscapes.map(({ optimum }) => optimum!.z);
}

/** The optimum's loss and the grid's corners and middle against sums that no rounding touches. */
async function expectOwnSums(
  rows: number[][],
  target: number[],
  intercept: boolean,
  tolerance: number,
): Promise<void> {
  const [{ x, y, z, optimum }] = await computeLandscapes(
    table(rows, target),
    options({ intercept, window: "auto", w1: axis, w2: axis }),
  );
  const weights = Object.values(optimum!.weights);
  const at = (w1: number, w2: number) =>
    exactMeanSquare(rows, target, [w1, w2, ...weights.slice(2)], intercept);
  expect(worstError([optimum!.z], [at(weights[0], weights[1])])).toBeLessThan(tolerance);
  for (let i = 0; i < y.length; i++) {
    for (let j = 0; j < x.length; j++) {
      expect(worstError([z[i * x.length + j]], [at(x[j], y[i])])).toBeLessThan(tolerance);
    }
  }
}

const axis = { min: -1, max: 1, count: 5 };

/** With integers: every double is one over a power of two. */
function exactMeanSquare(
  rows: number[][],
  target: number[],
  weights: number[],
  intercept: boolean,
): number {
  let total = 0n;
  rows.forEach((row, k) => {
    const features = intercept ? [...row, 1] : row;
    const rest = features.reduce(
      (left, value, f) => left - integer(value) * integer(weights[f]),
      integer(target[k]) << FRACTION,
    );
    total += rest * rest;
  });
  const kept = total >> (4n * FRACTION - 200n);
  return Number(kept) / 2 ** 200 / rows.length;
}

const FRACTION = 160n;

function integer(value: number): bigint {
  const exponent = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value)));
  const mantissa = BigInt(Math.round(value * 2 ** (52 - exponent)));
  const shift = FRACTION + BigInt(exponent - 52);
  return shift >= 0n ? mantissa << shift : mantissa >> -shift;
}
