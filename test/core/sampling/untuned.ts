import { createRandomStream } from "../../../src/core/random/randomStreams.ts";
import type { SamplingScale } from "../../../src/core/sampling/samplingScale.ts";
import type { Surface } from "./surfaces.ts";

/** A surface over [-1, 1] x [-1, 1]. */
export interface Kind {
  name: string;
  scale: SamplingScale;
  /** @param seed another surface of the same kind */
  make: (seed: number) => Promise<Surface>;
}

type Draw = (low: number, high: number) => number;

const kind = (name: string, scale: SamplingScale, make: (draw: Draw) => Surface): Kind => ({
  name,
  scale,
  make: async (seed) => {
    const stream = await createRandomStream("numpy", String(seed));
    return make((low, high) => low + (high - low) * stream.uniform());
  },
});

const times = <T>(count: number, each: () => T): T[] => Array.from({ length: count }, each);

/** Surfaces whose estimate nobody has tuned anything on. */
export const KINDS: Kind[] = [
  kind("a curved ridge", "linear", (draw) => {
    const [bend, width, tilt] = [draw(0.3, 1.2), draw(0.06, 0.25), draw(-1, 1)];
    return (x, y) => Math.exp(-(((y - bend * x * x + 0.3) / width) ** 2)) + 0.2 * tilt * x;
  }),
  kind("a plateau with holes", "linear", (draw) => {
    const discs = times(3, () => [draw(-1, 1), draw(-1, 1), draw(0.15, 0.4)]);
    const [slope, bend] = [draw(2, 8), draw(-0.5, 0.5)];
    return (x, y) =>
      discs.some(([a, b, r]) => Math.hypot(x - a, y - b) < r)
        ? NaN
        : Math.tanh(slope * (x + bend * y));
  }),
  kind("a network of saddles", "linear", (draw) => {
    const [a, b, skew] = [draw(2, 5), draw(2, 5), draw(-0.5, 0.5)];
    return (x, y) => Math.sin(a * x + skew * y) * Math.sin(b * y - skew * x) + 0.3 * x * y;
  }),
  kind("random Fourier modes", "linear", (draw) => {
    const modes = times(12, () => [draw(-9, 9), draw(-9, 9), draw(0, 6.3), draw(0.2, 1)]);
    return (x, y) =>
      modes.reduce((sum, [a, b, phase, size]) => sum + size * Math.cos(a * x + b * y + phase), 0);
  }),
  kind("a cliff along a curve", "linear", (draw) => {
    const [a, b, drop] = [draw(1, 4), draw(0.1, 0.4), draw(0.3, 3)];
    return (x, y) => x * x + 0.5 * y * y + (y > b * Math.sin(a * x) ? drop : 0);
  }),
  kind("a spike in a bowl", "linear", (draw) => {
    const [a, b, width] = [draw(-0.8, 0.8), draw(-0.8, 0.8), draw(0.12, 0.3)];
    return (x, y) => x * x + y * y - 2 * Math.exp(-((x - a) ** 2 + (y - b) ** 2) / width ** 2);
  }),
  kind("a funnel over many decades", "log", (draw) => {
    const [a, b, power, floor] = [draw(-0.6, 0.6), draw(-0.6, 0.6), draw(1, 3), draw(-9, -4)];
    return (x, y) => 10 ** floor + Math.hypot(x - a, 2 * (y - b)) ** (2 * power);
  }),
  kind("two valleys over many decades", "log", (draw) => {
    const [a, b, c] = [draw(-0.8, 0), draw(0, 0.8), draw(0.2, 1)];
    return (x, y) => 1e-5 + (x - a) ** 2 * (x - b) ** 2 + c * (y - 0.4 * x * x) ** 2;
  }),
  kind("folds of rectified units", "linear", (draw) => {
    const units = times(14, () => [draw(-2, 2), draw(-2, 2), draw(-1, 1), draw(-1, 1)]);
    return (x, y) =>
      units.reduce((sum, [a, b, c, out]) => sum + out * Math.max(0, a * x + b * y + c), 0) ** 2;
  }),
  kind("cross-entropy of a small network", "log", (draw) => {
    const rows = times(20, () => [draw(-3, 3), draw(-3, 3), Math.sign(draw(-1, 1))]);
    return (x, y) =>
      rows.reduce((sum, [p, q, sign]) => {
        const score = 6 * x * Math.tanh(p + 2 * y) + 6 * y * Math.tanh(q - x);
        return sum + Math.log1p(Math.exp(-sign * score));
      }, 1e-4) / 20;
  }),
  kind("egg boxes under a slope", "linear", (draw) => {
    const [k, size, slope] = [draw(5, 9), draw(0.02, 0.15), draw(0.5, 2)];
    return (x, y) => slope * (x + y) ** 2 + size * (Math.cos(k * x) + Math.cos(k * y));
  }),
  kind("an explosion at the rim", "linear", (draw) => {
    const [rate, a] = [draw(2, 5), draw(-0.4, 0.4)];
    return (x, y) => Math.exp(rate * Math.hypot(x - a, y)) / Math.exp(rate);
  }),
];
