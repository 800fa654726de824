import type { Point3 } from "../space/camera.ts";
import { contrasting, packColor } from "../colors/color.ts";
import { paletteColor } from "../colors/colormaps.ts";
import { heightAt } from "../raster/heightfield.ts";
import { liftOfLine } from "../space/lift.ts";
import type { Mark } from "./mark.ts";
import { tonesOfHeights, type Stage } from "../space/stage.ts";

/** Lines along each axis, evenly spaced from border to border, on the surface. */
export const MESH: Mark = {
  plan: ({ figure }) => ({ stroke: (stage) => strokeMesh(stage, figure.options.mesh) }),
};

const WIDTH = 0.06;
/** Pixels between the points of a mesh line. */
const STEP = 4;

function strokeMesh(stage: Stage, count: number): void {
  const { field, camera } = stage;
  const { toneOffset, toneScale } = tonesOfHeights(stage.vertical);
  const width = Math.max(WIDTH * stage.em, 0.6);
  const lift = liftOfLine(stage, width);
  const strokeAlong = (points: Point3[]) => {
    const mark = stage.strokes.newMark();
    for (let k = 1; k < points.length; k++) {
      const tone = paletteColor(stage.palette, toneOffset + toneScale * points[k][2]);
      stage.strokes.segment(points[k - 1], points[k], {
        width,
        color: packColor(contrasting(tone)),
        opacity: 0.3,
        ghost: 0,
        lift,
        mark,
      });
    }
  };
  const placesAlong = (places: Float64Array) => {
    const first = places[0];
    const span = places[places.length - 1] - first;
    const steps = Math.ceil((span * camera.zoom) / STEP);
    return Array.from({ length: steps + 1 }, (_, k) => first + (span * k) / steps);
  };
  const lineAt = (places: Float64Array, line: number) =>
    places[0] + ((places[places.length - 1] - places[0]) * line) / (count - 1);

  for (let line = 0; line < count; line++) {
    const x = lineAt(field.xs, line);
    const y = lineAt(field.ys, line);
    strokeAlong(placesAlong(field.ys).map((along) => [x, along, heightAt(field, x, along)]));
    strokeAlong(placesAlong(field.xs).map((along) => [along, y, heightAt(field, along, y)]));
  }
}
