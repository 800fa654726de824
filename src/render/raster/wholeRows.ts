import { PALETTE_SIZE } from "../colors/colormaps.ts";
import type { Sheet } from "./sheet.ts";
import type { Tones } from "./tones.ts";

/**
 * Paints the pixels that a sheet covers whole straight into the image, where nothing else is in its
 * column. Gives the bytes that blending it with nothing would give.
 *
 * @param colors a word for each pixel of the image, alpha in its highest byte and red in its lowest
 */
export function paintWholeRows(
  sheet: Sheet,
  tones: Tones,
  colors: Int32Array,
  x: number,
  width: number,
): void {
  const { height, light, firstWhole, lastWhole } = sheet;
  const { palette, entryOffset, entryScale, opacity } = tones;
  const alpha = Math.fround(opacity);
  const undo = 1 / alpha;
  const alphaByte = toByte(255 * alpha) << 24;
  for (let y = firstWhole, to = firstWhole * width + x; y <= lastWhole; y++, to += width) {
    const entry = entryOffset + entryScale * height[y];
    const at = 3 * (entry < 0 ? 0 : entry > PALETTE_SIZE - 1 ? PALETTE_SIZE - 1 : entry | 0);
    const brightness = light[y];
    const gain = opacity * (brightness <= 1 ? brightness : 2 - brightness);
    const lift = brightness <= 1 ? 0 : opacity * 255 * (brightness - 1);
    const red = toByte(Math.fround(palette[at] * gain + lift) * undo);
    const green = toByte(Math.fround(palette[at + 1] * gain + lift) * undo);
    const blue = toByte(Math.fround(palette[at + 2] * gain + lift) * undo);
    colors[to] = alphaByte | (blue << 16) | (green << 8) | red;
  }
}

function toByte(value: number): number {
  return (value + 0.5) | 0;
}
