/** The shortest text that reads back to the same double; `-0.0`, for Python reads `-0` as an integer. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? "-0.0" : String(value);
}
