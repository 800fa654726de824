import { range } from "d3-array";
import type { Landscape } from "../core/landscape.ts";
import { buildHeightfield } from "./buildHeightfield.ts";
import { aimCamera, type Camera, type Point3 } from "./camera.ts";
import { chooseAzimuth } from "./chooseAzimuth.ts";
import type { FigureOptions } from "./figureOptions.ts";
import type { Heightfield } from "./raster/heightfield.ts";
import type { VerticalScale } from "./scales/verticalScale.ts";
import { onSurface } from "./stage.ts";
import { thinLandscape } from "./thinLandscape.ts";

/** Points along an axis, and steps of a path, that the choice of the view looks at. */
const AZIMUTH_POINTS = 32;
const PATH_POINTS = 40;

/** The camera of all panels: from the azimuth asked for, or from where they show most. */
export function aimFigure(
  landscapes: readonly Landscape[],
  verticals: readonly VerticalScale[],
  { azimuth, elevation }: FigureOptions,
): Camera {
  if (azimuth !== "auto") return aimCamera(azimuth, elevation);
  const subjects = landscapes.map((landscape, k) => {
    const thin = thinLandscape(landscape, AZIMUTH_POINTS);
    const field = buildHeightfield(thin, verticals[k], aimCamera(0, elevation), 0);
    return { field, marks: marksToSee(landscape, field) };
  });
  return aimCamera(chooseAzimuth(subjects, elevation), elevation);
}

/** Optimum, start and steps of the paths, as far as they lie on the surface. */
function marksToSee(landscape: Landscape, field: Heightfield): Point3[][] {
  const { optimum, paths = [] } = landscape;
  const groups: [number, number][][] = paths.flatMap(({ x, y }) => {
    const stride = Math.ceil(x.length / PATH_POINTS);
    const steps = range(0, x.length, stride).map((k): [number, number] => [x[k], y[k]]);
    return [steps.slice(0, 1), steps];
  });
  if (optimum?.exists && paths.length > 0) groups.push([[optimum.x, optimum.y]]);
  return groups.map((group) =>
    group
      .map(([x, y]) => onSurface({ landscape, field }, x, y))
      .filter(([, , height]) => !Number.isNaN(height)),
  );
}
