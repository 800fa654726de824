import type { Landscape } from "../landscape.ts";
import { interpolateSamples } from "./interpolateSamples.ts";
import { fromScale, toScale, type SamplingScale } from "./samplingScale.ts";
import { triangulate } from "./triangulation.ts";

export interface Samples {
  x: Float64Array;
  y: Float64Array;
  /** Grid indices of the evaluated points. */
  indices: number[];
  /** A title and a loss at each of the points for each surface; not finite: a hole. */
  surfaces: { title: string; zLabel: string; losses: number[] }[];
  scale: SamplingScale;
  /** Estimated error as a fraction of the losses' range. */
  estimate: number | undefined;
  xLabel: string;
  yLabel: string;
}

/** A landscape for each surface: losses where they were evaluated, and interpolated elsewhere. */
export function sampledLandscapes(samples: Samples): Landscape[] {
  const { x, y, surfaces, xLabel, yLabel } = samples;
  return surfaces.map(({ title, zLabel, losses }) => {
    const z = filledGrid(samples, losses);
    return {
      title,
      xLabel,
      yLabel,
      zLabel,
      x,
      y,
      z,
      optimum: lowestSample(samples, losses),
      sampled: sampledRecord(samples),
    };
  });
}

function filledGrid({ x, y, indices, scale }: Samples, losses: number[]): Float64Array {
  const z = new Float64Array(x.length * y.length).fill(NaN);
  if (indices.length < z.length) {
    const known = new Map(indices.map((index, k) => [index, toScale(losses[k], scale)]));
    addCorners(known, x.length, y.length);
    const vertices = Uint32Array.from(known.keys()).sort();
    const values = Float64Array.from(vertices, (index) => known.get(index) ?? NaN);
    const triangulation = triangulate(vertices, x.length, y.length);
    const filled = interpolateSamples(triangulation, values, x.length).values;
    filled.forEach((value, index) => (z[index] = fromScale(value, scale)));
  }
  indices.forEach((index, k) => (z[index] = losses[k]));
  return z;
}

/** A corner that is not evaluated yet stands on the nearest point that is. */
function addCorners(known: Map<number, number>, columnCount: number, rowCount: number): void {
  const places = [...known.keys()];
  for (const row of [0, rowCount - 1]) {
    for (const column of [0, columnCount - 1]) {
      const index = row * columnCount + column;
      if (known.has(index)) continue;
      let nearest = NaN;
      let shortest = Infinity;
      for (const place of places) {
        const distance = Math.hypot(
          (place % columnCount) - column,
          Math.floor(place / columnCount) - row,
        );
        if (distance < shortest) [nearest, shortest] = [known.get(place) ?? NaN, distance];
      }
      known.set(index, nearest);
    }
  }
}

function lowestSample({ x, y, indices }: Samples, losses: number[]): Landscape["optimum"] {
  let lowest = -1;
  losses.forEach((loss, k) => {
    if (Number.isFinite(loss) && (lowest < 0 || loss < losses[lowest])) lowest = k;
  });
  if (lowest < 0) return undefined;
  const index = indices[lowest];
  return {
    x: x[index % x.length],
    y: y[Math.floor(index / x.length)],
    z: losses[lowest],
    inside: true,
    exists: true,
    unique: true,
    weights: {},
    sampled: true,
  };
}

function sampledRecord({ x, y, indices, estimate, scale }: Samples): Landscape["sampled"] {
  const isEvaluated = new Set(indices);
  return {
    count: indices.length,
    estimatedError: estimate,
    scale,
    evaluated: Array.from(y, (_, row) =>
      Array.from(x, (_, column) => (isEvaluated.has(row * x.length + column) ? 1 : 0)),
    ),
  };
}
