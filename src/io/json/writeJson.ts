/** `null` where it is not finite. */
function jsonNumber(value: number): string {
  return Number.isFinite(value) ? numberText(value) : "null";
}

/** JSON in one line; typed arrays are arrays. Values that JSON has no word for are left out. */
export function jsonText(value: unknown): string {
  if (typeof value === "number") return jsonNumber(value);
  if (value instanceof Float64Array) return jsonNumbers(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const parts = Object.entries(value).flatMap(([key, part]) =>
    part === undefined ? [] : `${JSON.stringify(key)}:${jsonText(part)}`,
  );
  return `{${parts.join(",")}}`;
}

export function jsonNumbers(values: Float64Array): string {
  let text = "[";
  for (let i = 0; i < values.length; i++) {
    if (i > 0) text += ",";
    text += jsonNumber(values[i]);
  }
  return text + "]";
}

/** The shortest text that reads back to the same double; `-0.0`, for Python reads `-0` as an integer. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? "-0.0" : String(value);
}
