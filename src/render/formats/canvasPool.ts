import { createCanvas, type Canvas } from "canvas";

/** A figure of two panels uses as many at a time. */
const MOST_KEPT = 3;
/** Larger ones are not kept. */
const MOST_PIXELS = 4_000_000;
let kept: Canvas[] = [];

/**
 * An empty canvas, one that was given back where its size is right: the memory of a new one has to be
 * fetched page by page, and hastens the collection of garbage.
 */
export function takeCanvas(width: number, height: number): Canvas {
  const used = kept.find((each) => each.width === width && each.height === height);
  kept = kept.filter((each) => each !== used);
  const canvas = used ?? createCanvas(width, height);
  const context = canvas.getContext("2d");
  if (used) context.clearRect(0, 0, width, height);
  context.save();
  return canvas;
}

/** Gives a canvas back that nobody uses any more. */
export function giveBack(canvas: Canvas): void {
  if (canvas.width * canvas.height > MOST_PIXELS) return;
  canvas.getContext("2d").restore();
  kept = [canvas, ...kept].slice(0, MOST_KEPT);
}
