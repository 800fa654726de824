import type { Landscape } from "../../src/core/landscape.ts";
import type { FigureOptions } from "../../src/render/figureOptions.ts";

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

/** What the command line gives where no option is set, on a smaller image. */
export function figureOptions(changes: Partial<FigureOptions> = {}): FigureOptions {
  return {
    format: "png",
    width: 480,
    height: 260,
    scale: 1,
    azimuth: "auto",
    elevation: 35.264,
    alpha: 0.9,
    zScale: "linear",
    sameZ: false,
    contours: 0,
    mesh: 0,
    colorbar: false,
    theme: "light",
    explain: false,
    ...changes,
  };
}
