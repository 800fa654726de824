import type { Canvas } from "canvas";
import { contours } from "d3-contour";
import type { Drawing } from "../drawing.ts";
import { asCanvas, createPixelCanvas } from "../formats/canvases.ts";
import type { Rect } from "../figure/layout.ts";
import type { ScreenPoint } from "../contours/crowding.ts";
import type { PixelImage } from "../raster/PixelColumn.ts";
import type { StagePlace } from "../space/stage.ts";
import { simplifyLine } from "./simplifyLine.ts";

/** Of the outline, in pixels of the image. */
const TOLERANCE = 0.2;

/** A figure of shapes into which an image goes. */
interface Setting {
  drawing: Drawing;
  place: StagePlace;
  /** Draws again what lies under the image. */
  drawBeneath(onto: Drawing): void;
}

/**
 * Draws the image of a surface among shapes: an opaque one, with what shows
 * through it in it, cut out along the surface's edge. So the edge is a line at
 * any size, and no colour of what lies outside the surface seeps in.
 *
 * @param opacity of the surface
 * @param ground colour under everything
 */
export function drawCutOut(
  { drawing, place, drawBeneath }: Setting,
  surface: PixelImage,
  opacity: number,
  ground: string,
): void {
  const bounds = coveredPart(surface);
  if (!bounds || opacity === 0) return;
  const image = partOf(surface, bounds);
  const { pixelsPerUnit } = place;
  const [left, top] = [place.left + bounds.left, place.top + bounds.top];
  const [width, height] = [image.width / pixelsPerUnit, image.height / pixelsPerUnit];
  const whole = createPixelCanvas({ width, height, scale: pixelsPerUnit });
  const onto = whole.drawing;
  onto.fillStyle = ground;
  onto.fillRect(0, 0, width + 1, height + 1);
  onto.translate(-left / pixelsPerUnit, -top / pixelsPerUnit);
  drawBeneath(onto);
  onto.drawPixels(asCanvas(pastEdges(image, opacity)), 0, 0, pixelsPerUnit);
  evenOut(whole.canvas, image);
  drawing.beginPath();
  for (const ring of outline(image, opacity)) {
    ring.forEach(([x, y], k) => {
      const [unitX, unitY] = [(left + x) / pixelsPerUnit, (top + y) / pixelsPerUnit];
      if (k === 0) drawing.moveTo(unitX, unitY);
      else drawing.lineTo(unitX, unitY);
    });
    drawing.closePath();
  }
  drawing.clip();
  drawing.drawPixels(whole.canvas, left, top, pixelsPerUnit);
}

/** The smallest rectangle with all pixels that are covered in it; nothing where none is. */
function coveredPart({ data, width, height }: PixelImage): Rect | undefined {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    const row = 4 * y * width + 3;
    let first = 0;
    while (first < width && data[row + 4 * first] === 0) first++;
    if (first === width) continue;
    let last = width - 1;
    while (data[row + 4 * last] === 0) last--;
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y;
  }
  return right < 0 ? undefined : { left, top, width: right + 1 - left, height: bottom + 1 - top };
}

function partOf({ data, width: stride }: PixelImage, { left, top, width, height }: Rect) {
  const part = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * ((top + y) * stride + left);
    part.set(data.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { data: part, width, height };
}

/** The rings around the pixels that the surface covers by half and more. */
function outline({ data, width, height }: PixelImage, opacity: number): ScreenPoint[][] {
  const alphas = Array.from({ length: width * height }, (_, pixel) => data[4 * pixel + 3]);
  const { coordinates } = contours()
    .size([width, height])
    .contour(alphas, (255 * opacity) / 2);
  return coordinates
    .flat()
    .map((ring) =>
      simplifyLine(
        ring.slice(0, -1).map(([x, y]): ScreenPoint => [x, y]),
        TOLERANCE,
      ),
    )
    .filter((ring) => ring.length > 2);
}

/** The image with its colours drawn out past the surface's edges, up and down, then to the sides. */
function pastEdges({ data, width, height }: PixelImage, opacity: number): PixelImage {
  const whole = Math.round(255 * opacity) - 1;
  const wide = Uint8ClampedArray.from(data);
  const colors = new Uint32Array(wide.buffer);
  const isWhole = (pixel: number) => data[4 * pixel + 3] >= whole;
  const hasColor = new Uint8Array(width);
  for (let x = 0; x < width; x++) {
    let before = -1;
    for (let y = 0; y <= height; y++) {
      const pixel = y * width + x;
      if (y < height && !isWhole(pixel)) continue;
      // Between two stretches of the surface each reaches half the way to the other.
      const middle = before < 0 ? 0 : y === height ? height : (before + y + 1) >> 1;
      for (let row = before + 1; row < y; row++) {
        const from = row < middle ? before : y;
        if (from >= 0 && from < height) colors[row * width + x] = colors[from * width + x];
      }
      if (y < height) [before, hasColor[x]] = [y, 1];
    }
  }
  const copyColumn = (to: number, from: number) => {
    for (let y = 0; y < height; y++) colors[y * width + to] = colors[y * width + from];
    hasColor[to] = 1;
  };
  for (let x = 1; x < width; x++) if (!hasColor[x] && hasColor[x - 1]) copyColumn(x, x - 1);
  for (let x = width - 2; x >= 0; x--) if (!hasColor[x] && hasColor[x + 1]) copyColumn(x, x + 1);
  return { data: wide, width, height };
}

/** Side of the blocks in which JPEG looks at an image. */
const BLOCK = 8;

/** Gives blocks of which nothing is seen one colour, that of the block before them: they take no room then. */
function evenOut(canvas: Canvas, image: PixelImage): void {
  const { width, height } = image;
  const columnCount = Math.ceil(width / BLOCK);
  const isSeen = seenBlocks(image, columnCount);
  const context = canvas.getContext("2d");
  const whole = context.getImageData(0, 0, width, height);
  const colors = new Uint32Array(whole.data.buffer);
  for (let block = 0; block < isSeen.length; block++) {
    if (isSeen[block]) continue;
    const left = BLOCK * (block % columnCount);
    const top = BLOCK * Math.floor(block / columnCount);
    const color = colors[top * width + Math.max(left - 1, 0)];
    for (let y = top; y < Math.min(top + BLOCK, height); y++) {
      colors.fill(color, y * width + left, y * width + Math.min(left + BLOCK, width));
    }
  }
  context.putImageData(whole, 0, 0);
}

/** Blocks in which a pixel is covered, or beside such a pixel. */
function seenBlocks({ data, width, height }: PixelImage, columnCount: number): Uint8Array {
  const isSeen = new Uint8Array(columnCount * Math.ceil(height / BLOCK));
  const blockOf = (place: number, count: number) =>
    Math.floor(Math.min(Math.max(place, 0), count - 1) / BLOCK);
  for (let y = 0; y < height; y++) {
    const rows = [blockOf(y - 1, height), blockOf(y + 1, height)];
    for (let x = 0; x < width; x++) {
      if (data[4 * (y * width + x) + 3] === 0) continue;
      const before = blockOf(x - 1, width);
      const after = blockOf(x + 1, width);
      isSeen[rows[0] * columnCount + before] = isSeen[rows[0] * columnCount + after] = 1;
      isSeen[rows[1] * columnCount + before] = isSeen[rows[1] * columnCount + after] = 1;
    }
  }
  return isSeen;
}
