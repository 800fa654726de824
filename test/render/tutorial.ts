import type { Landscape } from "../../src/core/landscape.ts";
import tutorial from "../fixtures/render/tutorial.json" with { type: "json" };
import { fromRows } from "./landscapes.ts";

/** The tutorial's two landscapes at every seventh point of its grid, as NumPy computed them. */
export function tutorialPanels(): Landscape[] {
  return tutorial.panels.map(({ title, colormap, z }) =>
    fromRows(z, {
      ...{ title, colormap },
      x: Float64Array.from(tutorial.x),
      y: Float64Array.from(tutorial.y),
    }),
  );
}
