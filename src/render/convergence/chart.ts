import type { ChartFrame } from "../axes/chartFrame.ts";
import type { FigureStyle } from "../figure/figure.ts";
import type { ScreenPoint } from "../contours/crowding.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";
import type { CurvePoint, NamedCurve } from "./curves.ts";
import { formatCompact, powerOfTen } from "../scales/numberFormat.ts";
import type { TickSet } from "../scales/ticks.ts";

/** Curves in a chart whose axes are laid out. In units. */
export interface ConvergenceChart {
  curves: readonly NamedCurve[];
  frame: ChartFrame;
  steps: StepScale;
  shares: VerticalScale;
  style: FigureStyle;
  /** Whether it says where a curve does not come down. */
  explains: boolean;
}

/** Places of steps on a logarithmic axis that begins with the start, set apart from the first step. */
interface StepScale {
  /** A share of the axis, from 0 to 1. */
  position(step: number): number;
  ticks(count: number): TickSet;
  /** The middle of the stretch between the start and the first step, which no scale has. */
  breakAt: number;
}

/** Decades of the axis between the start and the first step. */
const BEFORE_FIRST = 0.42;
/** Of the axis, free at its ends. */
const GAP = 0.02;

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

/** @param last step on the axis */
export function makeStepScale(last: number): StepScale {
  const decades = Math.max(Math.log10(last), 0.5) + BEFORE_FIRST + 0.12;
  const place = (decade: number) => GAP + ((1 - 2 * GAP) * decade) / decades;
  const position = (step: number) => place(step < 1 ? 0 : BEFORE_FIRST + Math.log10(step));
  return {
    position,
    breakAt: place(BEFORE_FIRST / 2),
    ticks(count) {
      const digits = last < 40 ? [1, 2, 5] : last < 400 && count > 5 ? [1, 3] : [1];
      const highest = Math.floor(Math.log10(Math.max(last, 1)));
      const stride = Math.max(1, Math.ceil((highest + 1) / Math.max(count - 1, 1)));
      const major = [{ place: position(0), label: "0" }];
      const minor = [];
      for (let exponent = 0; exponent <= highest; exponent++) {
        for (let digit = 1; digit <= 9; digit++) {
          const step = digit * 10 ** exponent;
          if (step > last) break;
          const isMajor = digits.includes(digit) && exponent % stride === 0;
          const tick = { place: position(step), label: isMajor ? stepLabel(step, exponent) : "" };
          if (isMajor) major.push(tick);
          else if (stride === 1 || digit === 1) minor.push(tick);
        }
      }
      return { major, minor, note: "" };
    },
  };
}

function stepLabel(step: number, exponent: number): string {
  return exponent > 5 ? powerOfTen(exponent) : formatCompact(step, 7);
}
