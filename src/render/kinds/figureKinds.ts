import type { FigureKind } from "./figureKind.ts";
import { SURFACE } from "./surface.ts";

/** The ways of showing landscapes. */
export const FIGURE_KINDS = { surface: SURFACE } satisfies Record<string, FigureKind>;
