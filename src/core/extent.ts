export function extent(values: Float64Array): [min: number, max: number] {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

/** The largest absolute value; NaN where a value is NaN. */
export function largestMagnitude(values: Float64Array): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < values.length; i += 2) {
    even = Math.max(even, Math.abs(values[i]));
    odd = Math.max(odd, Math.abs(values[i + 1]));
  }
  if (i < values.length) even = Math.max(even, Math.abs(values[i]));
  return Math.max(even, odd);
}
