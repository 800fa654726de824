export type SamplingScale = "linear" | "log";

/** A loss on the vertical scale that is interpolated; on the logarithmic one a loss without a logarithm is a hole. */
export function toScale(loss: number, scale: SamplingScale): number {
  if (scale === "linear") return loss;
  return loss > 0 ? Math.log10(loss) : NaN;
}

export function fromScale(value: number, scale: SamplingScale): number {
  return scale === "linear" ? value : 10 ** value;
}

/** Largest less smallest of the finite values; 0 where there are none. */
export function rangeOf(values: Iterable<number>): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high > low ? high - low : 0;
}
