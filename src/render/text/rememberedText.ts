import { createCanvas, type Canvas, type CanvasRenderingContext2D } from "canvas";
import { drawText, reach, type TextBox } from "./textBoxes.ts";

/** A line of text as it was drawn; its middle lies in the middle of its image's middle pixel, or a part of a pixel on. */
interface TextImage {
  canvas: Canvas;
  middleX: number;
  middleY: number;
}

const MOST_REMEMBERED = 500;
const images = new Map<string, TextImage>();

/**
 * Draws a line of text as an image that is kept: in a batch the same texts come again at the same
 * places, and Cairo takes longer to fill letters than to draw everything else beneath them.
 */
export function drawRememberedText(
  context: CanvasRenderingContext2D,
  box: TextBox,
  pixelsPerUnit: number,
): void {
  if (box.text === "") return;
  const [x, y] = [box.x * pixelsPerUnit, box.y * pixelsPerUnit];
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const { canvas, middleX, middleY } = imageOf(box, x - column, y - row, pixelsPerUnit);
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(canvas, column - middleX, row - middleY);
  context.restore();
}

/** @param partX, partY how far its middle lies past the border of a pixel */
function imageOf(box: TextBox, partX: number, partY: number, pixelsPerUnit: number): TextImage {
  const { text, size, color, angle } = box;
  const key = [size, color, angle, partX, partY, pixelsPerUnit, text].join(" ");
  let image = images.get(key);
  if (!image) {
    image = drawImage(box, partX, partY, pixelsPerUnit);
    if (images.size >= MOST_REMEMBERED) images.clear();
    images.set(key, image);
  }
  return image;
}

function drawImage(box: TextBox, partX: number, partY: number, pixelsPerUnit: number): TextImage {
  const around = box.size * pixelsPerUnit;
  const middleX = Math.ceil(reach(box, 1, 0) * pixelsPerUnit + around);
  const middleY = Math.ceil(reach(box, 0, 1) * pixelsPerUnit + around);
  const canvas = createCanvas(2 * middleX + 1, 2 * middleY + 1);
  const context = canvas.getContext("2d");
  context.translate(middleX + partX, middleY + partY);
  context.scale(pixelsPerUnit, pixelsPerUnit);
  drawText(context, { ...box, x: 0, y: 0 });
  return { canvas, middleX, middleY };
}
