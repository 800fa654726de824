import { expect, test } from "vitest";
import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import type { Dataset } from "../../../src/core/dataset.ts";
import { mergeMoments, momentsOfRows } from "../../../src/core/moments.ts";
import { summaryOfMoments } from "../../../src/core/tableSummary.ts";
import { options, worstError } from "../datasets.ts";

/** Columns of offset 1e9, of scale 1e-6 and 1e6; the sums of the first are exact. */
function hardTable(rowCount: number, seed = 1): Dataset {
  let state = seed;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const columns = [0, 1, 2].map(() => new Float64Array(rowCount));
  const target = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const level = Math.round(uniform() * 1024);
    columns[0][row] = 1e9 + (row < 2 ? row * 1024 : level);
    columns[1][row] = (uniform() - 0.3) * 1e-6;
    columns[2][row] = (uniform() - 0.5) * 1e6 + 3 * level;
    target[row] = level / 512 + columns[1][row] * 2e6 + columns[2][row] * 1e-6 + uniform();
  }
  return { featureNames: ["a", "b", "c"], targetName: "y", rowCount, columns, target };
}

function part(data: Dataset, first: number, end: number): Dataset {
  return {
    ...data,
    rowCount: end - first,
    columns: data.columns.map((column) => column.slice(first, end)),
    target: data.target.slice(first, end),
  };
}

test("merged moments are those of the whole table", () => {
  const data = hardTable(3000);
  const whole = momentsOfRows(data);
  const merged = [part(data, 0, 7), part(data, 7, 2000), part(data, 2000, 3000)]
    .map(momentsOfRows)
    .reduce(mergeMoments);
  expect(merged.n).toBe(3000);
  expect(worstError(merged.mean, whole.mean)).toBeLessThan(1e-12);
  for (let j = 0; j < 4; j++) {
    for (let k = 0; k < 4; k++) {
      const unit = Math.sqrt(whole.covariance[j * 5] * whole.covariance[k * 5]);
      const gap = Math.abs(merged.covariance[j * 4 + k] - whole.covariance[j * 4 + k]);
      expect(gap / unit).toBeLessThan(1e-13);
    }
  }
  expect([merged.min, merged.max]).toEqual([whole.min, whole.max]);
});

test("moments of other columns are refused", () => {
  const moments = momentsOfRows(hardTable(10));
  expect(() => mergeMoments(moments, { ...moments, columns: ["a", "b", "d", "y"] })).toThrow(
    /different columns: a, b, c, y and a, b, d, y/,
  );
});

const CASES = [
  { intercept: true, scalers: ["none", "standard", "minmax", "maxabs"] as const, l2: 0, l1: 0 },
  { intercept: false, scalers: ["none", "maxabs"] as const, l2: 0, l1: 0 },
  { intercept: true, scalers: ["none", "standard"] as const, l2: 0.3, l1: 0 },
  { intercept: true, scalers: ["standard", "minmax"] as const, l2: 0, l1: 0.01 },
];

test.each(CASES)("landscapes from moments equal those of rows: %o", async (given) => {
  const data = hardTable(5000);
  const descent = { descent: "momentum", steps: 50 } as const;
  const all = options({ ...given, scalers: [...given.scalers], window: "auto", ...descent });
  for (const axes of [
    ["a", "b"],
    ["c", "b"],
  ] as [string, string][]) {
    const fromRows = await computeLandscapes(data, { ...all, axes });
    const fromMoments = await computeLandscapes(summaryOfMoments(momentsOfRows(data)), {
      ...all,
      axes,
    });
    fromRows.forEach((expected, panel) => {
      const actual = fromMoments[panel];
      // Features around 1e9: the last bit of an intercept moves every prediction by 1e-10.
      const isCentred = expected.scaler!.center[0] !== 0;
      expect(worstError(actual.z, expected.z)).toBeLessThan(isCentred ? 1e-10 : 2e-9);
      expect(worstError(actual.x, expected.x)).toBeLessThan(1e-10);
      expect(actual.curvature?.conditionNumber).toBeCloseTo(
        expected.curvature?.conditionNumber ?? NaN,
        -Math.floor(Math.log10(expected.curvature?.conditionNumber ?? 1)) + 9,
      );
      // Beside a kink of l1 the last bit decides on which side a step lands.
      if (given.l1 > 0) return;
      expect(worstError(actual.paths?.[0].z ?? [], expected.paths?.[0].z ?? [1])).toBeLessThan(
        1e-9,
      );
    });
  }
});

test("columns that depend on one another are found singular", async () => {
  const data = hardTable(500);
  data.columns[2] = data.columns[1].map((value) => 3 * value);
  const [panel] = await computeLandscapes(
    summaryOfMoments(momentsOfRows(data)),
    options({ axes: ["b", "c"], intercept: true, window: "auto" }),
  );
  expect(panel.curvature?.conditionNumber).toBe(Infinity);
  expect(panel.optimum?.unique).toBe(false);
});

test("what moments cannot give is refused", async () => {
  const summary = summaryOfMoments(momentsOfRows(hardTable(50)));
  await expect(computeLandscapes(summary, options({ loss: "mae" }))).rejects.toThrow(
    /loss mae needs rows/,
  );
  await expect(computeLandscapes(summary, options({ scalers: ["robust"] }))).rejects.toThrow(
    /robust needs quartiles/,
  );
});
