import type { DescentPath, Landscape } from "../../src/core/landscape.ts";
import type { FigureGiven } from "../../src/render/figure/figureOptions.ts";
import { bowl, fromFunction } from "./landscapes.ts";
import { tutorialPanels } from "./tutorial.ts";

/** Gradient descent on `1 + 3x² + 5y²`, from a corner. */
function descend(rate: number, steps: number): DescentPath {
  const x = new Float64Array(steps + 1);
  const y = new Float64Array(steps + 1);
  [x[0], y[0]] = [-0.8, 0.8];
  for (let k = 1; k <= steps; k++) {
    x[k] = x[k - 1] * (1 - 6 * rate);
    y[k] = y[k - 1] * (1 - 10 * rate);
  }
  return {
    ...{
      label: "gradient descent",
      method: "gd",
      rate,
      tolerance: 1e-6,
      stepsToTolerance: steps,
      diverged: false,
    },
    ...{ x, y, z: x.map((_, k) => bowl(x[k], y[k])) },
  };
}

function explained(title: string, rate: number, steps: number): Landscape {
  return fromFunction(bowl, 41, {
    title,
    optimum: { x: 0, y: 0, z: 1, inside: true, exists: true, unique: true, weights: {} },
    curvature: {
      eigenvalues: [6, 10],
      conditionNumber: 10 / 6,
      valley: [1, 0],
      largestStableRate: 0.2,
      bestRate: 0.125,
      stepsToTolerance: steps,
    },
    paths: [descend(rate, steps)],
  });
}

/** A path from wall to wall that drifts, rests for a step, and needs one step more than drawn. */
function swinging(title: string, steps: number): Landscape {
  const path = descend(0.1, steps);
  for (let k = 0; k <= steps; k++) {
    [path.x[k], path.y[k]] = [(1.4 * k) / steps - 0.7, k % 2 === 0 ? 0.6 : -0.6];
  }
  [path.x[2], path.y[2]] = [path.x[1], path.y[1]];
  const landscape = explained(title, 0.1, steps);
  return { ...landscape, paths: [{ ...path, stepsToTolerance: steps + 1 }] };
}

/** The same with what is needed to go on by formula. */
function descending(title: string, rate: number, steps: number): Landscape {
  return { ...explained(title, rate, steps), loss: { name: "mse", l1: 0, l2: 0 } };
}

/** Descent along a trough that takes a hundred times as many steps, of which few are drawn. */
function slow(title: string): Landscape {
  const landscape = descending(title, 0.0015, 764);
  return {
    ...landscape,
    paths: [{ ...descend(0.0015, 60), stepsToTolerance: 764 }],
  };
}

/** A few paths that cross the bowl from a bright rim to its dark floor and up again. */
function crossings(): DescentPath[] {
  return [0.02, 0.06, 0.125, 0.16].map((rate, k) => {
    const x = Float64Array.from({ length: 13 }, (_, step) => 0.15 * step - 0.9);
    const y = x.map((u) => (0.5 * k - 0.75) * (1.2 - u * u));
    const z = x.map((u, step) => bowl(u, y[step]));
    return { label: `step ${rate}`, method: "gd", diverged: false, x, y, z };
  });
}

const trough = (x: number, y: number) => 40 * (x + y) ** 2 + 2 * (x - y) ** 2;
const steep = (x: number) => 10 ** (2 * x);
/** Every third point of a grid evaluated. */
function aThird(size: number): Landscape["sampled"] {
  const evaluated = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => ((i + 2 * j) % 3 === 0 ? 1 : 0)),
  );
  return { count: size ** 2 / 3, scale: "linear", estimatedError: 0.01, evaluated };
}

const funnel = (x: number, y: number) => 10 ** (3 * Math.hypot(x, y) - 2);
const waves = (x: number, y: number) => Math.sin(4 * x) * Math.cos(3 * y) + x * x;
const holed = (x: number, y: number) =>
  Math.hypot(x - 0.2, y + 0.1) < 0.35 || x < -0.75 ? NaN : bowl(x, y);

/** One picture for each thing that a figure can show. */
export const FIGURES: Record<string, { panels: Landscape[]; options?: FigureGiven }> = {
  tutorial: { panels: tutorialPanels() },
  explain: {
    panels: [explained("Long steps", 0.18, 14), explained("Best steps", 0.125, 5)],
    options: { explain: true, contours: 8, elevation: 45 },
  },
  dark: {
    panels: [explained("Dark", 0.125, 5)],
    options: { theme: "dark", contours: 6, colorbar: true },
  },
  "samples shown": {
    panels: [
      fromFunction(waves, 21, {
        title: "Sampled",
        sampled: aThird(21),
      }),
    ],
    options: { samplesShown: true },
  },
  "several paths": {
    panels: [
      fromFunction(bowl, 41, {
        title: "Several paths",
        paths: [0.02, 0.05, 0.125, 0.185].map((rate, k) => ({
          ...descend(rate, 14),
          label: `step ${rate}`,
          y: descend(rate, 14).y.map((y) => y * (1 - 0.45 * k)),
        })),
      }),
    ],
    options: { elevation: 50 },
  },
  "a path that swings": {
    panels: [swinging("Swinging", 60), explained("Calm", 0.125, 5)],
    options: { explain: true, contours: 0, elevation: 60 },
  },
  "a start alone": {
    panels: [
      fromFunction(bowl, 41, {
        title: "A start alone",
        optimum: { x: 0.2, y: 0, z: 1, inside: true, exists: true, unique: true, weights: {} },
        paths: [
          {
            ...{ label: "no step", method: "gd", diverged: false },
            ...{ x: Float64Array.of(0.2), y: Float64Array.of(0), z: Float64Array.of(1) },
          },
        ],
      }),
    ],
    options: { elevation: 60 },
  },
  "a key of two rows": {
    panels: [
      fromFunction(bowl, 21, {
        title: "Six paths",
        paths: Array.from({ length: 6 }, (_, k) => ({
          ...descend(0.03 * (k + 1), 12),
          label: `optimiser number ${k + 1}`,
        })),
      }),
    ],
  },
  "no key": {
    panels: [explained("No key", 0.125, 5)],
    options: { legend: false, contours: 6 },
  },
  "one axis and colour bar": {
    panels: [
      fromFunction(bowl, 21, { title: "Steep" }),
      fromFunction((x, y) => bowl(x, y) / 2, 21, { title: "Less steep" }),
      fromFunction((x, y) => bowl(x, y) / 3, 21, { title: "Flat", paths: [descend(0.1, 1)] }),
    ],
    options: { sameZ: true, colorbar: true, contours: 1 },
  },
  "a cut behind hills": {
    panels: [fromFunction(waves, 41, { title: "Hidden rim" })],
    options: { zMax: 0.6, elevation: 18, azimuth: -70 },
  },
  "log scale with cut and colour bar": {
    panels: [fromFunction(funnel, 51, { title: "Funnel" })],
    options: { zScale: "log", zMax: 10, colorbar: true },
  },
  mesh: { panels: [fromFunction(waves, 41, { title: "Mesh" })], options: { mesh: 17, alpha: 1 } },
  contours: {
    panels: [fromFunction(waves, 41, { title: "Contours", colormap: "RdBu-r" })],
    options: { contours: 10, azimuth: -60 },
  },
  hole: {
    panels: [fromFunction(holed, 41, { title: "Hole", colormap: "cividis" })],
    options: { contours: 6, elevation: 50 },
  },
  "six panels": {
    panels: ["viridis", "plasma", "cividis", "magma", "inferno", "turbo"].map((colormap, k) =>
      fromFunction((x, y) => x * x + (k + 1) * y * y, 21, { title: `κ = ${k + 1}`, colormap }),
    ),
    options: { width: 720, height: 480, sameZ: true },
  },
  "from below": {
    panels: [fromFunction(bowl, 33, { title: "From below" })],
    options: { elevation: -30, azimuth: -60, contours: 6 },
  },
  "from above": {
    panels: [explained("From above", 0.18, 12)],
    options: { elevation: 90, azimuth: -90, contours: 8, colorbar: true },
  },
  "transparent background": {
    panels: [fromFunction(bowl, 33, { title: "No background" })],
    options: { background: "none", alpha: 0.6 },
  },
  "constant loss": {
    panels: [fromFunction(() => 5, 9, { title: "Constant" })],
    options: { colorbar: true },
  },
  convergence: {
    panels: [descending("Before scaling", 0.18, 31), descending("After scaling", 0.124, 5)],
    options: { kind: "convergence", width: 720, height: 360 },
  },
  "convergence of methods": {
    panels: [
      {
        ...descending("Three rates", 0.12, 8),
        paths: [0.01, 0.125, 0.19].map((rate) => ({
          ...descend(rate, 12),
          label: `step ${rate}`,
          method: rate > 0.15 ? "their own" : "gd",
          stepsToTolerance: rate === 0.01 ? 115 : rate === 0.125 ? 5 : 66,
        })),
      },
    ],
    options: { kind: "convergence", theme: "dark", width: 720, height: 400 },
  },
  "explain with a chart beneath": {
    panels: [slow("Loss (before scaling)"), descending("Loss (after scaling)", 0.124, 5)],
    options: { explain: true, width: 720, height: 500 },
  },
  "explain with a chart beside": {
    panels: [slow("Before"), descending("After", 0.124, 5)],
    options: { explain: true, kind: "contour", theme: "dark", width: 900, height: 340 },
  },
  "explain with a chart for each": {
    panels: ["First", "Second"].map((title, k) => ({
      ...descending(title, 0.12, 8),
      paths: [0.03, 0.1 + 0.09 * k].map((rate) => ({ ...descend(rate, 36), label: `${rate}` })),
    })),
    options: { explain: true, width: 720, height: 500 },
  },
  "contour map": {
    panels: [explained("Long steps", 0.18, 14), explained("Best steps", 0.125, 5)],
    options: { kind: "contour", width: 720, height: 360, colorbar: true },
  },
  "contour map with cut and hole": {
    panels: [
      fromFunction((x, y) => (x < -0.5 && y > 0.3 ? NaN : funnel(x, y)), 41, { title: "Funnel" }),
      fromFunction(waves, 21, { title: "Waves", colormap: "RdBu-r", sampled: aThird(21) }),
    ],
    options: {
      ...{ kind: "contour", width: 720, height: 330, theme: "dark" },
      ...{ zMax: 3, colorbar: true, samplesShown: true },
    },
  },
  "paths on a dark map": {
    panels: [fromFunction(bowl, 41, { title: "", colormap: "inferno", paths: crossings() })],
    options: { theme: "dark", elevation: 60, shading: 0 },
  },
  "paths on a dark contour map": {
    panels: [fromFunction(bowl, 41, { title: "", colormap: "plasma", paths: crossings() })],
    options: { kind: "contour", theme: "dark" },
  },
  "from the side": {
    panels: [explained("From azimuth 90", 0.125, 5)],
    options: { azimuth: 90, elevation: 45, contours: 6, width: 400, height: 320 },
  },
  "turned to show the path": {
    panels: [fromFunction(trough, 41, { title: "A trough across", paths: [descend(0.1, 9)] })],
    options: { elevation: 25 },
  },
  "contours of a coarse grid": {
    panels: [fromFunction(waves, 9, { title: "Nine by nine" })],
    options: { theme: "dark", contours: 8, elevation: 45 },
  },
  "contours on a logarithmic axis": {
    panels: [fromFunction(steep, 6, { title: "Six points" })],
    options: { zScale: "log", contours: 6, azimuth: -60 },
  },
  "contours of a perfect fit": {
    panels: [fromFunction((x, y) => (x - 0.1) ** 2 + 3 * y * y + 1e-30, 41, { title: "Fit" })],
    options: { contours: 8, elevation: 50 },
  },
  "smallest size": {
    panels: [
      fromFunction((x, y) => 1e-300 * bowl(x, y), 21, { title: "Tiny losses" }),
      fromFunction((x, y) => 1e6 * bowl(x, y), 21, { title: "Large losses" }),
    ],
    options: { width: 400, height: 250, colorbar: true },
  },
};
