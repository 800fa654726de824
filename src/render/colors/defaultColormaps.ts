import type { Landscape } from "../../core/landscape.ts";

/** The colormaps of panels that name none, in their order, cycled. */
const COLORMAPS = ["viridis", "plasma", "cividis", "magma", "inferno"];

export function defaultColormap(panel: number): string {
  return COLORMAPS[panel % COLORMAPS.length];
}

/** The landscapes with the colormap that each is drawn in by default, so that a document names it. */
export function withColormaps(landscapes: readonly Landscape[]): Landscape[] {
  return landscapes.map(({ title, colormap, ...rest }, panel) => ({
    title,
    colormap: colormap ?? defaultColormap(panel),
    ...rest,
  }));
}
