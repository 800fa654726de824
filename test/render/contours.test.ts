import { describe, expect, test } from "vitest";
import { contourLevels } from "../../src/render/contours/contourLevels.ts";
import { contourLines } from "../../src/render/contours/contourLines.ts";
import { fromRows } from "./landscapes.ts";

describe("levels", () => {
  test("are round and at equal steps", () => {
    expect(contourLevels(1.5, 6.2, 5, false)).toEqual([2, 3, 4, 5, 6]);
    expect(contourLevels(-0.5, 0.5, 4, false)).toEqual([-0.4, -0.2, 0, 0.2, 0.4]);
  });

  test("leave out the lowest and the highest loss themselves", () => {
    expect(contourLevels(0, 10, 5, false)).toEqual([2, 4, 6, 8]);
  });

  test("are at equal ratios where the losses span decades", () => {
    expect(contourLevels(0.9, 1100, 10, false)).toEqual([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]);
    expect(contourLevels(1e-3, 1e4, 6, false)).toEqual([1e-2, 1e-1, 1, 1e1, 1e2, 1e3]);
  });

  test("are at equal ratios on a logarithmic axis", () => {
    expect(contourLevels(1, 10, 2, true)).toEqual([2, 5]);
  });

  test("are about as many as asked for", () => {
    for (const count of [1, 2, 5, 8, 12, 20]) {
      for (const highest of [1.001, 2, 7, 50, 300, 1e4, 1e9, 1e300]) {
        const levels = contourLevels(1, highest, count, false);
        expect(levels.length, `${count} from 1 to ${highest}`).toBeLessThanOrEqual(1.5 * count + 1);
        if (count >= 5) {
          expect(levels.length, `${count} from 1 to ${highest}`).toBeGreaterThanOrEqual(count / 3);
        }
      }
    }
  });

  test("of a constant are none", () => {
    expect(contourLevels(5, 5, 10, false)).toEqual([]);
    expect(contourLevels(5, 5, 10, true)).toEqual([]);
  });
});

describe("lines", () => {
  const linesOf = (rows: number[][], level: number) => contourLines(fromRows(rows), [level]);
  /** The ends of each line as `x,y`, the lower one first, without rounding noise. */
  const draw = (rows: number[][], level: number) =>
    linesOf(rows, level).map(({ xs, ys }) => {
      const ends = [0, xs.length - 1].map((k) => `${round(xs[k])},${round(ys[k])}`);
      return ys[0] > ys[ys.length - 1] ? ends.reverse() : ends;
    });
  const round = (value: number) => Number(value.toFixed(9));

  test("cross a slope from border to border, and do not follow the border", () => {
    const slope = [
      [0, 2, 4],
      [0, 2, 4],
      [0, 2, 4],
    ];
    expect(draw(slope, 1)).toEqual([["0.5,0", "0.5,2"]]);
    expect(draw(slope, 3)).toEqual([["1.5,0", "1.5,2"]]);
    for (const x of linesOf(slope, 1)[0].xs) expect(x).toBeCloseTo(0.5, 12);
  });

  test("close around a peak, halfway down on every grid line", () => {
    const peak = [
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 2, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ];
    const [ring] = linesOf(peak, 1);
    const points = ring.xs.map((x, k) => `${round(x)},${round(ring.ys[k])}`);
    expect(points[0]).toBe(points[points.length - 1]);
    for (const corner of ["1.5,2", "2,1.5", "2.5,2", "2,2.5"]) expect(points).toContain(corner);
  });

  test("of a coarse parabola are as true as those of a fine one", () => {
    const size = 9;
    const rows = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i - 4) ** 2 + (j - 4) ** 2),
    );
    const [{ xs, ys }] = linesOf(rows, 6);
    xs.forEach((x, k) => expect(Math.hypot(x - 4, ys[k] - 4)).toBeCloseTo(Math.sqrt(6), 3));
  });

  test("on a logarithmic axis lie where the drawn surface has their level", () => {
    const row = Array.from({ length: 6 }, (_, j) => 10 ** (2 * (j / 5)));
    const landscape = fromRows([row, row], {
      x: Float64Array.from(row, (_, j) => j / 5),
      y: Float64Array.of(0, 1),
    });
    const [line] = contourLines(landscape, [10], Math.log10);
    for (const x of line.xs) expect(x).toBeCloseTo(0.5, 9);
  });

  test("stand at the places of uneven axes", () => {
    // 1 wide, then 100 wide, at the same slope.
    const landscape = fromRows(
      [
        [0, 1, 101],
        [0, 1, 101],
      ],
      { x: Float64Array.of(-1, 0, 100), y: Float64Array.of(5, 9) },
    );
    const [{ xs, ys }] = contourLines(landscape, [51]);
    for (const x of xs) expect(x).toBeCloseTo(50, 9);
    expect([round(Math.min(...ys)), round(Math.max(...ys))]).toEqual([5, 9]);
  });

  test("are none where every loss is above the level, with a hole or without", () => {
    const N = NaN;
    const flat = [
      [9, 9, 9, 9, 9, 9],
      [9, 9, 9, 9, 9, 9],
      [9, 9, N, N, 9, 9],
      [9, 9, N, N, 9, 9],
      [9, 9, N, 9, 9, 9],
      [9, 9, 9, 9, 9, N],
    ];
    expect(draw(flat, 5)).toEqual([]);
    expect(draw([...flat].reverse(), 5)).toEqual([]);
    expect(
      draw(
        flat.map((row) => [...row].reverse()),
        5,
      ),
    ).toEqual([]);
    expect(
      draw(
        flat[0].map((_, j) => flat.map((row) => row[j])),
        5,
      ),
    ).toEqual([]);
    expect(draw(flat.slice(0, 2), 5)).toEqual([]);
  });

  test("end at a hole and begin again behind it", () => {
    const N = NaN;
    const slope = [
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, N, 3],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ];
    expect(draw(slope, 1.5).sort()).toEqual([
      ["1.5,0", "1.5,2"],
      ["1.5,4", "1.5,6"],
    ]);
  });

  test("of a fine grid are as true as those of a coarse one", () => {
    const size = 1201;
    const places = Float64Array.from({ length: size }, (_, k) => (2 * k) / (size - 1) - 1);
    const z = new Float64Array(size * size);
    for (let k = 0; k < z.length; k++) z[k] = places[k % size] ** 2 + places[(k / size) | 0] ** 2;
    const lines = contourLines(fromRows([[0]], { x: places, y: places, z }), [0.25]);
    expect(lines).toHaveLength(1);
    lines[0].xs.forEach((x, k) => expect(Math.hypot(x, lines[0].ys[k])).toBeCloseTo(0.5, 4));
  });
});
