import type { ModelCurvature } from "../../core/landscape.ts";

/** A number for a reader: four significant digits, thousands separated, no exponent from 1e-4 to 1e15. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return "unknown";
  if (!Number.isFinite(value)) return value > 0 ? "infinite" : "-infinite";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return tidyExponent(value.toExponential(3));
  if (size >= 1000) return grouped(value);
  return String(Number(value.toPrecision(4)));
}

/** A count: `20,502`; `never` where it is infinite. */
export function shortCount(value: number): string {
  if (!Number.isFinite(value)) return "never";
  return value < 1e15 ? grouped(value) : tidyExponent(value.toExponential(3));
}

/** The steps of a curvature; an estimate is `about` so many. */
export function stepsText({ stepsToTolerance, stepsEstimated }: ModelCurvature): string {
  return `${stepsEstimated ? "about " : ""}${shortCount(stepsToTolerance)}`;
}

/** `35 s`, `4 min 10 s`, `3 h 20 min`, `2 d 4 h`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toPrecision(2))} s`;
  const whole = Math.round(seconds);
  const units: [number, string][] = [
    [86400, "d"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
  ];
  const first = units.findIndex(([size]) => whole >= size);
  const [size, name] = units[first];
  const next = units[first + 1];
  const rest = next ? Math.floor((whole % size) / next[0]) : 0;
  return `${Math.floor(whole / size)} ${name}${rest > 0 ? ` ${rest} ${next[1]}` : ""}`;
}

/** By hand: `Intl` takes milliseconds to load. */
function grouped(value: number): string {
  return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");
}

function tidyExponent(text: string): string {
  return text.replace(/\.?0*e\+?/, "e");
}
