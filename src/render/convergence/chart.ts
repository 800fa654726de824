import type { ChartFrame } from "../chart/chartFrame.ts";
import type { FigureStyle } from "../figure.ts";
import type { ScreenPoint } from "../marks/crowding.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";
import type { CurvePoint } from "./curves.ts";
import type { NamedCurve } from "./namedCurves.ts";
import type { StepScale } from "./stepScale.ts";

/** Curves in a chart whose axes are laid out. In units. */
export interface ConvergenceChart {
  curves: readonly NamedCurve[];
  frame: ChartFrame;
  steps: StepScale;
  shares: VerticalScale;
  style: FigureStyle;
}

/** Where a point of a curve lies. */
export function placeOf(
  { frame: { plot }, steps, shares }: ConvergenceChart,
  { step, share }: CurvePoint,
): ScreenPoint {
  return [
    plot.left + steps.position(step) * plot.width,
    plot.top + (1 - shares.position(share)) * plot.height,
  ];
}

/** The tolerances of a chart's curves, each once. */
export function tolerancesOf({ curves }: ConvergenceChart): number[] {
  return [...new Set(curves.flatMap(({ tolerance = [] }) => tolerance))];
}
