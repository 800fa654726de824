import type { Landscape } from "../../src/core/landscape.ts";
import { resolveOptions } from "../../src/core/options/table.ts";
import { FIGURE_OPTIONS, type FigureGiven } from "../../src/render/figure/figureOptions.ts";
import { withSize, type SizedFigureOptions } from "../../src/render/figure/size.ts";
import type { Frame } from "../../src/render/axes/frame.ts";
import type { FigurePlan } from "../../src/render/figure/planFigure.ts";

/** A landscape drawn in numbers: the first row is the one with the smallest `y`. */
export function fromRows(rows: number[][], changes: Partial<Landscape> = {}): Landscape {
  return {
    title: "Bowl",
    colormap: "viridis",
    xLabel: "Weight 1",
    yLabel: "Weight 2",
    zLabel: "MSE Loss",
    x: Float64Array.from(rows[0], (_, j) => j),
    y: Float64Array.from(rows, (_, i) => i),
    z: Float64Array.from(rows.flat()),
    ...changes,
  };
}

/** `loss` over `size * size` points of a square window from -1 to 1. */
export function fromFunction(
  loss: (x: number, y: number) => number,
  size = 33,
  changes: Partial<Landscape> = {},
): Landscape {
  const places = Array.from({ length: size }, (_, k) => (2 * k) / (size - 1) - 1);
  return fromRows(
    places.map((y) => places.map((x) => loss(x, y))),
    { x: Float64Array.from(places), y: Float64Array.from(places), ...changes },
  );
}

export const bowl = (x: number, y: number) => 1 + 3 * x * x + 5 * y * y;

/** The defaults on a smaller image. */
export function figureOptions(changes: FigureGiven = {}): SizedFigureOptions {
  return withSize(resolveOptions(FIGURE_OPTIONS, { width: 480, height: 260, ...changes }), 1);
}

/** The boxes of a figure's surfaces. */
export function framesOf({ panels }: FigurePlan): Frame[] {
  return panels.flatMap(({ frame }) => frame ?? []);
}
