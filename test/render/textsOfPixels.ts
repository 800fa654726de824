import type { TextBox } from "../../src/render/text/textBoxes.ts";

/** Pixels around a text's box that may belong to its letters. */
const TEXT_MARGIN = 1;

/** For each pixel the number of the text in whose box it lies, or -1. */
export function textsOfPixels(
  width: number,
  height: number,
  texts: readonly TextBox[],
  scale: number,
): Int16Array {
  const textAt = new Int16Array(width * height).fill(-1);
  texts.forEach((box, text) => {
    const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
    const halfWidth = (box.width * scale) / 2 + TEXT_MARGIN;
    const halfHeight = (box.height * scale) / 2 + TEXT_MARGIN;
    const reach = Math.hypot(halfWidth, halfHeight);
    const [centerX, centerY] = [box.x * scale, box.y * scale];
    for (
      let y = Math.max(0, Math.floor(centerY - reach));
      y < Math.min(height, centerY + reach);
      y++
    ) {
      for (
        let x = Math.max(0, Math.floor(centerX - reach));
        x < Math.min(width, centerX + reach);
        x++
      ) {
        const [dx, dy] = [x + 0.5 - centerX, y + 0.5 - centerY];
        const isInside =
          Math.abs(dx * cos + dy * sin) <= halfWidth && Math.abs(dy * cos - dx * sin) <= halfHeight;
        if (isInside) textAt[y * width + x] = text;
      }
    }
  });
  return textAt;
}
