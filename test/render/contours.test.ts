import { describe, expect, test } from "vitest";
import { contourLevels } from "../../src/render/scales/contourLevels.ts";
import { contourLines } from "../../src/render/contourLines.ts";
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
  /** Each line as its points, `x,y`, from its lower end. */
  const draw = (rows: number[][], level: number) =>
    contourLines(fromRows(rows), [level]).map(({ xs, ys }) => {
      const points = xs.map((x, k) => `${x},${ys[k]}`);
      return ys[0] > ys[ys.length - 1] ? points.reverse() : points;
    });

  test("cross a slope from border to border, and do not follow the border", () => {
    const slope = [
      [0, 2, 4],
      [0, 2, 4],
      [0, 2, 4],
    ];
    expect(draw(slope, 1)).toEqual([["0.5,0", "0.5,1", "0.5,2"]]);
    expect(draw(slope, 3)).toEqual([["1.5,0", "1.5,1", "1.5,2"]]);
  });

  test("close around a peak", () => {
    const peak = [
      [0, 0, 0],
      [0, 2, 0],
      [0, 0, 0],
    ];
    const [ring] = draw(peak, 1);
    expect(ring[0]).toBe(ring[ring.length - 1]);
    expect(new Set(ring)).toEqual(new Set(["0.5,1", "1,0.5", "1.5,1", "1,1.5"]));
  });

  test("stand at the places of uneven axes", () => {
    const landscape = fromRows(
      [
        [0, 10, 20],
        [0, 10, 20],
      ],
      { x: Float64Array.of(-1, 0, 100), y: Float64Array.of(5, 9) },
    );
    const [{ xs, ys }] = contourLines(landscape, [15]);
    expect(xs).toEqual([50, 50]);
    expect([...ys].sort()).toEqual([5, 9]);
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
      ["1.5,0", "1.5,1", "1.5,2"],
      ["1.5,4", "1.5,5", "1.5,6"],
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
