import type { Point3 } from "../space/camera.ts";
import { packColor, parseHex } from "../colors/color.ts";
import { contourLines } from "../contours/contourLines.ts";
import { liftOfLine } from "../space/lift.ts";
import { strokeLine } from "../space/strokes.ts";
import { onFloor } from "../space/stage.ts";
import type { Mark } from "./mark.ts";

const WIDTH = 0.11;
const GHOST = 0.2;

/** The line along which a surface is cut. */
export const RIM_OF_CUT: Mark = {
  plan({ figure, landscape, vertical }) {
    if (!vertical.clipped) return undefined;
    const color = packColor(parseHex(figure.style.theme.axis));
    return {
      stroke(stage) {
        const { field, em, strokes } = stage;
        const width = Math.max(WIDTH * em, 1);
        for (const { xs, ys } of contourLines(
          landscape,
          [vertical.highestLoss],
          vertical.position,
        )) {
          const points = xs.map((x, p): Point3 => {
            const [worldX, worldY] = onFloor(stage, x, ys[p]);
            return [worldX, worldY, field.ceiling];
          });
          const lift = liftOfLine(stage, width);
          const mark = strokes.newMark();
          strokeLine(strokes, points, {
            width,
            color,
            opacity: 1,
            ghost: GHOST,
            lift,
            mark,
          });
        }
      },
    };
  },
};
