import fc from "fast-check";
import { expect, test } from "vitest";
import { cloughTocher } from "../../../src/core/sampling/cloughTocher.ts";

const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
const six = fc.tuple(coordinate, coordinate, coordinate, coordinate, coordinate, coordinate);

type Surface = (x: number, y: number) => { value: number; dx: number; dy: number };

function interpolant(x: number[], y: number[], surface: Surface) {
  const corners = [0, 1, 2].map((k) => surface(x[k], y[k]));
  const cubic = cloughTocher({
    x: [x[0], x[1], x[2]],
    y: [y[0], y[1], y[2]],
    value: [corners[0].value, corners[1].value, corners[2].value],
    dx: [corners[0].dx, corners[1].dx, corners[2].dx],
    dy: [corners[0].dy, corners[1].dy, corners[2].dy],
  });
  return (px: number, py: number) => {
    const area = (x[0] - x[2]) * (y[1] - y[2]) - (x[1] - x[2]) * (y[0] - y[2]);
    const b0 = ((px - x[2]) * (y[1] - y[2]) - (py - y[2]) * (x[1] - x[2])) / area;
    const b1 = ((py - y[2]) * (x[0] - x[2]) - (px - x[2]) * (y[0] - y[2])) / area;
    return cubic(b0, b1, 1 - b0 - b1);
  };
}

test("a quadratic is reproduced anywhere in any triangle", () => {
  fc.assert(
    fc.property(six, six, fc.tuple(coordinate, coordinate), (place, c, [s, t]) => {
      const [x, y] = [place.slice(0, 3), place.slice(3)];
      const area = (x[1] - x[0]) * (y[2] - y[0]) - (y[1] - y[0]) * (x[2] - x[0]);
      fc.pre(Math.abs(area) > 0.1);
      const quadratic = (px: number, py: number) => ({
        value: c[0] + c[1] * px + c[2] * py + c[3] * px * px + c[4] * px * py + c[5] * py * py,
        dx: c[1] + 2 * c[3] * px + c[4] * py,
        dy: c[2] + c[4] * px + 2 * c[5] * py,
      });
      const b0 = Math.abs(s) / 9;
      const b1 = Math.abs(t) / 9;
      const px = b0 * x[0] + b1 * x[1] + (1 - b0 - b1) * x[2];
      const py = b0 * y[0] + b1 * y[1] + (1 - b0 - b1) * y[2];
      expect(interpolant(x, y, quadratic)(px, py)).toBeCloseTo(quadratic(px, py).value, 8);
    }),
  );
});

test("neighbours meet without a crease", () => {
  const wave: Surface = (x, y) => ({
    value: Math.sin(2 * x) * Math.cos(3 * y),
    dx: 2 * Math.cos(2 * x) * Math.cos(3 * y),
    dy: -3 * Math.sin(2 * x) * Math.sin(3 * y),
  });
  const left = interpolant([0, 1, -0.3], [0, 0.4, 1], wave);
  const right = interpolant([0, 1, 0.8], [0, 0.4, -0.9], wave);
  const h = 1e-5;
  for (const share of [0.1, 0.35, 0.5, 0.8]) {
    const [x, y] = [share, 0.4 * share];
    expect(left(x, y)).toBeCloseTo(right(x, y), 12);
    // Across the edge, along (-0.4, 1).
    const slopeLeft = (left(x - 0.4 * h, y + h) - left(x, y)) / h;
    const slopeRight = (right(x, y) - right(x + 0.4 * h, y - h)) / h;
    expect(slopeLeft).toBeCloseTo(slopeRight, 3);
  }
});
