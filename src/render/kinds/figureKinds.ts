import type { FigureKind } from "./figureKind.ts";

/** The ways of showing landscapes, each loaded when a figure needs it. */
export const FIGURE_KINDS = {
  surface: async () => (await import("./surface.ts")).SURFACE,
  contour: async () => (await import("./contour.ts")).CONTOUR,
  convergence: async () => (await import("./convergence.ts")).CONVERGENCE,
} satisfies Record<string, () => Promise<FigureKind>>;

export type FigureKindName = keyof typeof FIGURE_KINDS;
