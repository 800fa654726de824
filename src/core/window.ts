import { InputError } from "./errors.ts";

export interface AxisRange {
  min: number;
  max: number;
  /** Grid points, end points included. */
  count: number;
}

export interface PlotWindow {
  x: Float64Array;
  y: Float64Array;
}

const ROOM = 1.25;

export function fixedWindow(w1: AxisRange, w2: AxisRange): PlotWindow {
  return { x: linspace(w1.min, w1.max, w1.count), y: linspace(w2.min, w2.max, w2.count) };
}

/**
 * A window with the optimum in its centre and the same span on both axes. It reaches 1.25 times as
 * far as the origin, so that the model with both weights zero is in sight, and as far as `start`
 * where one is given; around an optimum at the origin itself it reaches to 1.
 */
export function windowAround(
  optimum: [number, number],
  start: [number, number] | undefined,
  counts: [number, number],
): PlotWindow {
  const fromOrigin = Math.max(Math.abs(optimum[0]), Math.abs(optimum[1]));
  const fromStart = start
    ? Math.max(Math.abs(start[0] - optimum[0]), Math.abs(start[1] - optimum[1]))
    : 0;
  const reach = ROOM * Math.max(fromOrigin, fromStart) || 1;
  return {
    x: linspace(optimum[0] - reach, optimum[0] + reach, counts[0]),
    y: linspace(optimum[1] - reach, optimum[1] + reach, counts[1]),
  };
}

/** A tenth in from the window's low corner. */
export function lowCorner({ x, y }: PlotWindow): [number, number] {
  return [tenthIn(x), tenthIn(y)];
}

export function isInside({ x, y }: PlotWindow, [w1, w2]: [number, number]): boolean {
  return w1 >= x[0] && w1 <= x[x.length - 1] && w2 >= y[0] && w2 <= y[y.length - 1];
}

function tenthIn(axis: Float64Array): number {
  return axis[0] + (axis[axis.length - 1] - axis[0]) / 10;
}

/**
 * `count` evenly spaced values from `min` to `max`, bit for bit those of NumPy's `linspace`.
 *
 * @throws InputError where the ends are no numbers, or the count is no whole number from 0
 */
export function linspace(min: number, max: number, count: number): Float64Array {
  if (![min, max].every(Number.isFinite) || !Number.isInteger(count) || count < 0) {
    throw new InputError(
      `linspace ${min}, ${max}, ${count}: expected two numbers and a whole number of values`,
    );
  }
  const values = new Float64Array(count);
  const step = (max - min) / (count - 1);
  for (let i = 0; i < count; i++) values[i] = i * step + min;
  if (count === 1) values[0] = min;
  else values[count - 1] = max;
  return values;
}
