import type { Landscape } from "../landscape.ts";
import { fittedCurvature, type FittedCurvature } from "./fittedCurvature.ts";
import { localMinima, type LocalMinimum } from "./localMinima.ts";

export interface SurfacePoint {
  x: number;
  y: number;
  z: number;
  /** Whether it lies on the window's edge, beyond which the loss may go on. */
  atEdge: boolean;
}

/** What a grid of losses says by itself, without the model that made it. */
export interface SurfaceDescription {
  points: number;
  /** Points whose loss is not a finite number. */
  notFinite: number;
  /** Missing where no loss is finite. */
  lowest?: SurfacePoint;
  highest?: SurfacePoint;
  /** Of the quadratic fitted at the lowest point. */
  curvature?: FittedCurvature;
  /** The deepest first; the lowest point's is the first. */
  minima: LocalMinimum[];
}

/** Describes a surface by its points alone. */
export function describeSurface(surface: Pick<Landscape, "x" | "y" | "z">): SurfaceDescription {
  const { x, y, z } = surface;
  let [low, high] = [-1, -1];
  let notFinite = 0;
  for (let k = 0; k < z.length; k++) {
    if (!Number.isFinite(z[k])) {
      notFinite++;
      continue;
    }
    if (low < 0 || z[k] < z[low]) low = k;
    if (high < 0 || z[k] > z[high]) high = k;
  }
  const at = (k: number): SurfacePoint => {
    const row = Math.floor(k / x.length);
    const column = k % x.length;
    const atEdge = row === 0 || column === 0 || row === y.length - 1 || column === x.length - 1;
    return { x: x[column], y: y[row], z: z[k], atEdge };
  };
  return {
    points: z.length,
    notFinite,
    ...(low >= 0 && {
      lowest: at(low),
      highest: at(high),
      curvature: fittedCurvature(surface, low),
    }),
    minima: localMinima(surface),
  };
}
