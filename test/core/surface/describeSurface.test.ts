import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeSurface } from "../../../src/core/surface.ts";

function surfaceOf(rows: number[][], x = rows[0].map((_, j) => j), y = rows.map((_, i) => i)) {
  return { x: Float64Array.from(x), y: Float64Array.from(y), z: Float64Array.from(rows.flat()) };
}

describe("local minima", () => {
  test("with the climb out of each", () => {
    const { minima } = describeSurface(
      surfaceOf([
        [9, 9, 9, 9, 9, 9, 9],
        [9, 1, 9, 3, 9, 5, 9],
        [9, 9, 6, 9, 8, 9, 9],
        [9, 9, 9, 9, 9, 9, 9],
      ]),
    );
    expect(minima).toEqual([
      { x: 1, y: 1, z: 1, depth: Infinity },
      { x: 3, y: 1, z: 3, depth: 3 },
      { x: 5, y: 1, z: 5, depth: 3 },
    ]);
  });

  test("a plateau is one, and a terrace on a slope is none", () => {
    const { minima } = describeSurface(
      surfaceOf([
        [5, 5, 5, 5, 5, 5],
        [5, 2, 2, 4, 4, 3],
        [5, 2, 2, 5, 5, 5],
      ]),
    );
    expect(minima.map(({ z, depth }) => [z, depth])).toEqual([
      [2, Infinity],
      [3, 1],
    ]);
    expect(describeSurface(surfaceOf([[1, 2, 2, 3]])).minima).toHaveLength(1);
    expect(
      describeSurface(
        surfaceOf([
          [7, 7],
          [7, 7],
        ]),
      ).minima,
    ).toHaveLength(1);
  });

  test("a wall of holes parts two basins for good", () => {
    const { minima, notFinite } = describeSurface(
      surfaceOf([
        [1, NaN, 2],
        [4, Infinity, 5],
      ]),
    );
    expect(minima.map(({ depth }) => depth)).toEqual([Infinity, Infinity]);
    expect(notFinite).toBe(2);
  });

  test("each is strict, and its depth is the lowest climb, on any grid", () => {
    const grid = fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
      .chain(([rows, columns]) =>
        fc.array(
          fc.array(
            fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 5 }) }, fc.constant(NaN)),
            {
              minLength: columns,
              maxLength: columns,
            },
          ),
          { minLength: rows, maxLength: rows },
        ),
      );
    fc.assert(
      fc.property(grid, (rows) => {
        const { minima } = describeSurface(surfaceOf(rows));
        for (const { x, y, z, depth } of minima) {
          expect(climb(rows, x, y)).toBe(depth);
          expect(rows[y][x]).toBe(z);
        }
        expect(minima.length).toBeGreaterThanOrEqual(rows.flat().some(Number.isFinite) ? 1 : 0);
      }),
    );
  });
});

/** By flooding: the least rise at which a lower place, or an equal one that comes first, is reached. */
function climb(rows: number[][], x: number, y: number): number {
  const bottom = rows[y][x];
  const columnCount = rows[0].length;
  for (const level of [0, 1, 2, 3, 4, 5].filter((each) => each >= bottom)) {
    const seen = new Set([y * columnCount + x]);
    for (const place of seen) {
      const [i, j] = [Math.floor(place / columnCount), place % columnCount];
      if (rows[i][j] < bottom || (rows[i][j] === bottom && place < y * columnCount + x)) {
        return level - bottom;
      }
      for (const [di, dj] of [-1, 0, 1].flatMap((a) => [-1, 0, 1].map((b) => [a, b]))) {
        if (rows[i + di]?.[j + dj] <= level) seen.add((i + di) * columnCount + j + dj);
      }
    }
  }
  return Infinity;
}

describe("the quadratic at the lowest point", () => {
  test("is exact for quadratics, on uneven axes and at the edge", () => {
    const coefficient = fc.double({ min: 0.1, max: 10, noNaN: true });
    const axis = fc
      .uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 3, maxLength: 7 })
      .map((places) => places.sort((a, b) => a - b).map((place) => place / 4));
    fc.assert(
      fc.property(
        axis,
        axis,
        coefficient,
        coefficient,
        fc.double({ min: -1, max: 1, noNaN: true }),
        (x, y, a, b, share) => {
          const c = share * Math.sqrt(a * b);
          const rows = y.map((v) => x.map((u) => a * u * u + 2 * c * u * v + b * v * v + u - v));
          const { curvature } = describeSurface(surfaceOf(rows, x, y));
          const [smallest, largest] = curvature!.eigenvalues;
          const scale = a + b;
          expect(Math.abs(smallest + largest - 2 * scale)).toBeLessThan(1e-9 * 100 * scale);
          expect(Math.abs(smallest * largest - 4 * (a * b - c * c))).toBeLessThan(
            1e-7 * scale * scale,
          );
        },
      ),
    );
  });

  test("names what bends down, lies at the edge or beside a hole", () => {
    const saddle = describeSurface(
      surfaceOf([-1, 0, 1].map((v) => [-1, 0, 1].map((u) => u * u - v * v))),
    );
    expect([saddle.lowest?.atEdge, saddle.curvature?.conditionNumber]).toEqual([true, NaN]);
    const hole = describeSurface(
      surfaceOf([
        [2, 2, 2],
        [2, 1, 2],
        [2, 2, NaN],
      ]),
    );
    expect([hole.lowest?.atEdge, hole.curvature]).toEqual([false, undefined]);
    expect(describeSurface(surfaceOf([[NaN, NaN]]))).toMatchObject({
      points: 2,
      notFinite: 2,
      minima: [],
    });
  });
});
