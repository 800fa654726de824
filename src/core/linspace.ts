/** `count` evenly spaced values from `min` to `max`, bit for bit those of NumPy's `linspace`. */
export function linspace(min: number, max: number, count: number): Float64Array {
  const values = new Float64Array(count);
  const step = (max - min) / (count - 1);
  for (let i = 0; i < count; i++) values[i] = i * step + min;
  if (count === 1) values[0] = min;
  else values[count - 1] = max;
  return values;
}
