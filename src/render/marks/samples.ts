import type { Drawing } from "../drawing.ts";
import type { Landscape } from "../../core/landscape.ts";
import { placeMark } from "../space/lift.ts";
import { onSurface, type Stage } from "../space/stage.ts";
import { INK, RIM } from "../colors/theme.ts";
import type { Mark } from "./mark.ts";
import { fillDisc } from "./symbols.ts";

/** A dot on the surface at each point that was evaluated, not interpolated. */
export const SAMPLES: Mark = {
  keyEntries: ({ landscapes, options }) =>
    options.samplesShown && landscapes.some(({ sampled }) => sampled)
      ? [{ text: "evaluated", draw: drawSymbol }]
      : [],
  plan({ figure, landscape }) {
    if (!figure.options.samplesShown || !landscape.sampled) return undefined;
    return { stroke: (stage) => strokeSamples(stage, landscape) };
  },
};

const DOT = 0.26;
/** Of the symbol in the key, which may stand on a dark background. */
const RIM_WIDTH = 0.1;
const OPACITY = 0.75;

function strokeSamples(stage: Stage, { x, y, sampled }: Landscape): void {
  const { em, strokes } = stage;
  const width = Math.max(DOT * em, 1.5);
  const mark = strokes.newMark();
  sampled?.evaluated.forEach((row, i) => {
    row.forEach((isEvaluated, j) => {
      if (!isEvaluated) return;
      const point = onSurface(stage, x[j], y[i]);
      if (Number.isNaN(point[2])) return;
      const { lift } = placeMark(stage, point, width, 0);
      strokes.disc(point, {
        width,
        color: INK,
        opacity: OPACITY,
        ghost: 0,
        lift,
        mark,
      });
    });
  });
}

function drawSymbol(context: Drawing, x: number, y: number, em: number): void {
  fillDisc(context, x, y, (DOT + RIM_WIDTH) * em, RIM);
  fillDisc(context, x, y, DOT * em, INK);
}
