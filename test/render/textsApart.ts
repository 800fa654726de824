import { expect } from "vitest";
import type { TextBox } from "../../src/render/text/textBoxes.ts";

/** The corners of a text's box. */
function cornersOf({ x, y, width, height, angle }: TextBox): [number, number][] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([right, down]) => {
    const [dx, dy] = [(right * width) / 2, (down * height) / 2];
    return [x + dx * cos - dy * sin, y + dx * sin + dy * cos];
  });
}

/** Whether two convex shapes have an area in common, by clipping one with the sides of the other. */
function meet(a: TextBox, b: TextBox): boolean {
  let shape = cornersOf(a);
  const clip = cornersOf(b);
  clip.forEach(([x0, y0], k) => {
    const [x1, y1] = clip[(k + 1) % 4];
    const inside = ([x, y]: [number, number]) => (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
    shape = shape.flatMap((from, n): [number, number][] => {
      const to = shape[(n + 1) % shape.length];
      const [f, t] = [inside(from), inside(to)];
      const crossing: [number, number] = [
        from[0] + ((to[0] - from[0]) * f) / (f - t),
        from[1] + ((to[1] - from[1]) * f) / (f - t),
      ];
      if (f >= 0) return t >= 0 ? [to] : [crossing];
      return t >= 0 ? [crossing, to] : [];
    });
  });
  let area = 0;
  shape.forEach(([x0, y0], k) => {
    const [x1, y1] = shape[(k + 1) % shape.length];
    area += (x0 * y1 - x1 * y0) / 2;
  });
  return Math.abs(area) > 1e-3;
}

/** No text leaves the image, and none meets another. */
export function expectTextsApart(texts: readonly TextBox[], width: number, height: number): void {
  for (const text of texts) {
    for (const [x, y] of cornersOf(text)) {
      const where = `"${text.text}" in ${width} x ${height}`;
      expect(Number.isFinite(x + y), where).toBe(true);
      expect(x, where).toBeGreaterThanOrEqual(-1e-6);
      expect(y, where).toBeGreaterThanOrEqual(-1e-6);
      expect(x, where).toBeLessThanOrEqual(width + 1e-6);
      expect(y, where).toBeLessThanOrEqual(height + 1e-6);
    }
  }
  texts.forEach((text, k) => {
    for (const other of texts.slice(0, k)) {
      if (meet(text, other)) expect(`"${text.text}" meets "${other.text}"`).toBe("apart");
    }
  });
}
