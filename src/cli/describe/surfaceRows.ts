import type { Landscape } from "../../core/landscape.ts";
import {
  describeSurface,
  type SurfaceDescription,
  type SurfacePoint,
} from "../../core/surface/describeSurface.ts";
import { shortCount, shortNumber } from "../shortNumber.ts";

/** Local minima that a table lists beside the lowest point; JSON has them all. */
const MOST_MINIMA = 3;

/** What a surface's points say, where others computed it; our own are described by their formulas. */
export function foreignSurface(panel: Landscape): SurfaceDescription | undefined {
  return panel.loss === undefined ? describeSurface(panel) : undefined;
}

/** Each row's name and text. */
export const SURFACE_ROWS: {
  name: string;
  text: (surface: SurfaceDescription) => string | undefined;
}[] = [
  { name: "lowest loss", text: ({ lowest }) => lowest && placeText(lowest) },
  { name: "highest loss", text: ({ highest }) => highest && placeText(highest) },
  {
    name: "points not finite",
    text: ({ points, notFinite }) =>
      notFinite === 0 ? "none" : `${shortCount(notFinite)} of ${shortCount(points)}`,
  },
  {
    name: "eigenvalues at the lowest",
    text: ({ curvature }) => curvature?.eigenvalues.map(shortNumber).join(", "),
  },
  {
    name: "condition number there",
    text: ({ curvature }) =>
      curvature &&
      (Number.isNaN(curvature.conditionNumber)
        ? "none: it bends down"
        : shortNumber(curvature.conditionNumber)),
  },
  { name: "local minima", text: ({ minima }) => shortCount(minima.length) },
  { name: "deepest of the others", text: othersText },
];

function placeText({ x, y, z, atEdge }: SurfacePoint): string {
  return `${shortNumber(z)} at (${shortNumber(x)}, ${shortNumber(y)})${atEdge ? ", at the edge" : ""}`;
}

function othersText({ minima }: SurfaceDescription): string | undefined {
  const others = minima.slice(1, 1 + MOST_MINIMA).map(({ x, y, z, depth }) => {
    const climb = Number.isFinite(depth) ? `, ${shortNumber(depth)} deep` : "";
    return `${shortNumber(z)} at (${shortNumber(x)}, ${shortNumber(y)})${climb}`;
  });
  return others.length > 0 ? others.join("; ") : undefined;
}
