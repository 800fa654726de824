import { PALETTE_SIZE } from "../colors/colormaps.ts";
import type { Sheet } from "./sheet.ts";
import type { Tones } from "./tones.ts";

/**
 * Paints a sheet that has its column of pixels for itself straight into the image. Gives the bytes
 * that blending it with nothing would give.
 *
 * @param colors a word for each pixel of the image, alpha in its highest byte and red in its lowest
 */
export function paintLoneSheet(
  sheet: Sheet,
  tones: Tones,
  colors: Int32Array,
  x: number,
  width: number,
): void {
  const { height, light, bottom, firstWhole, lastWhole } = sheet;
  const { palette, entryOffset, entryScale, opacity } = tones;
  for (let y = sheet.top, to = y * width + x; y <= bottom; y++, to += width) {
    let source = y;
    let alpha = opacity;
    if (y < firstWhole || y > lastWhole) {
      source = sheet.sourceOf(y);
      alpha *= sheet.coverOf(y);
      if (alpha === 0) continue;
    }
    const entry = entryOffset + entryScale * height[source];
    const at = 3 * (entry < 0 ? 0 : entry > PALETTE_SIZE - 1 ? PALETTE_SIZE - 1 : entry | 0);
    const brightness = light[source];
    const gain = alpha * (brightness <= 1 ? brightness : 2 - brightness);
    const lift = brightness <= 1 ? 0 : alpha * 255 * (brightness - 1);
    const stored = Math.fround(alpha);
    const undo = 1 / stored;
    const red = toByte(Math.fround(palette[at] * gain + lift) * undo);
    const green = toByte(Math.fround(palette[at + 1] * gain + lift) * undo);
    const blue = toByte(Math.fround(palette[at + 2] * gain + lift) * undo);
    colors[to] = (toByte(255 * stored) << 24) | (blue << 16) | (green << 8) | red;
  }
}

function toByte(value: number): number {
  return (value + 0.5) | 0;
}
