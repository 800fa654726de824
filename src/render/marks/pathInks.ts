import type { DescentPath, Landscape } from "../../core/landscape.ts";
import { contrast, unpackColor, type Rgb } from "../colors/color.ts";
import { INK, RIM } from "../colors/theme.ts";

/**
 * Inks of paths: each stands out from its white rim by a contrast of 3 to 1 or
 * more, and from the others to every kind of colour vision.
 */
export const PATH_INKS = [INK, 0xd55e00, 0x0a7fd9, 0x5a10e0, 0x7b795a, 0x8c0048];

/** Of a path to what it lies on; 3 is what WCAG asks of graphics. */
const LEAST_CONTRAST = 3.2;

/** White, or dark where neither white nor the ink stands out from what the path lies on. */
export function rimOver(background: Rgb, ink: number): number {
  const fades = [RIM, ink].every(
    (color) => contrast(unpackColor(color), background) < LEAST_CONTRAST,
  );
  return fades ? INK : RIM;
}

/** The labels of a figure's paths in the order in which they appear, and the ink of each. */
export function inksByLabel(landscapes: readonly Landscape[]): Map<string, number> {
  const labels = landscapes.flatMap(({ paths = [] }) => paths.map(({ label }) => label));
  return new Map([...new Set(labels)].map((label, k) => [label, PATH_INKS[k % PATH_INKS.length]]));
}

/** A landscape's paths, each with the ink that it has in a figure of landscapes. */
export function inkedPaths(
  landscapes: readonly Landscape[],
  landscape: Landscape,
): { path: DescentPath; ink: number }[] {
  const inks = inksByLabel(landscapes);
  return (landscape.paths ?? []).map((path) => ({ path, ink: inks.get(path.label) ?? INK }));
}
