import * as chromatic from "d3-scale-chromatic";
import type { Rgb } from "./color.ts";

/** Entries of a sampled colormap: enough that neighbours differ by less than a shade of 8 bits. */
export const PALETTE_SIZE = 1024;

const interpolators = new Map<string, (t: number) => string>();
for (const [key, value] of Object.entries(chromatic)) {
  // Rainbow and Sinebow are cyclic: they give the lowest and the highest loss one colour.
  if (!key.startsWith("interpolate") || /Rainbow|Sinebow/.test(key)) continue;
  interpolators.set(colormapName(key), value as (t: number) => string);
}

/** Every sequential and diverging colormap of d3-scale-chromatic, by its short name (`viridis`, `RdBu`). */
export function colormapNames(): string[] {
  return [...interpolators.keys()];
}

/** Whether a name is known; case does not matter, and `-r` at its end reverses the colormap. */
export function isColormap(name: string): boolean {
  return findInterpolator(name) !== undefined;
}

/**
 * A colormap sampled at `PALETTE_SIZE` places: red, green and blue from 0 to
 * 255, three values an entry.
 *
 * @throws {RangeError} where the name is not a colormap's
 */
export function samplePalette(name: string): Float32Array {
  const interpolate = findInterpolator(name);
  if (!interpolate) throw new RangeError(`no colormap is named "${name}"`);
  const reversed = name.endsWith("-r");
  const palette = new Float32Array(PALETTE_SIZE * 3);
  // Some of d3's colormaps are steps of 256 colours: sample those and blend between them.
  const colors = Array.from({ length: 256 }, (_, k) => parseRgb(interpolate(k / 255)));
  if (reversed) colors.reverse();
  for (let k = 0; k < PALETTE_SIZE; k++) {
    const place = (k * 255) / (PALETTE_SIZE - 1);
    const lower = Math.min(Math.floor(place), 254);
    for (let c = 0; c < 3; c++) {
      const from = colors[lower][c];
      palette[3 * k + c] = from + (place - lower) * (colors[lower + 1][c] - from);
    }
  }
  return palette;
}

/** The palette's colour at `tone` in [0, 1], clamped. */
export function paletteColor(palette: Float32Array, tone: number): Rgb {
  const entry = 3 * Math.round(Math.min(Math.max(tone, 0), 1) * (PALETTE_SIZE - 1));
  return [palette[entry], palette[entry + 1], palette[entry + 2]];
}

function colormapName(key: string): string {
  const name = key.slice("interpolate".length).replace("CubehelixDefault", "Cubehelix");
  const isAbbreviation = /[A-Z]/.test(name.slice(1));
  return isAbbreviation ? name : name.toLowerCase();
}

function findInterpolator(name: string): ((t: number) => string) | undefined {
  const wanted = name.replace(/-r$/, "");
  const exact = interpolators.get(wanted);
  if (exact) return exact;
  for (const [known, interpolate] of interpolators) {
    if (known.toLowerCase() === wanted.toLowerCase()) return interpolate;
  }
  return undefined;
}

function parseRgb(color: string): Rgb {
  if (color.startsWith("#")) {
    const bits = parseInt(color.slice(1), 16);
    return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
  }
  const [r, g, b] = color.match(/[\d.]+/g) ?? [];
  return [Number(r), Number(g), Number(b)];
}
