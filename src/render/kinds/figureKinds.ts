/**
 * The ways of showing landscapes, each a `FigureKind` that is loaded when a figure needs it. The
 * option table reads their names here, and they read the options: so nothing is imported before.
 */
export const FIGURE_KINDS = {
  surface: async () => (await import("./surface.ts")).SURFACE,
  contour: async () => (await import("./contour.ts")).CONTOUR,
  convergence: async () => (await import("./convergence.ts")).CONVERGENCE,
};
