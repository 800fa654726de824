import type { CanvasRenderingContext2D } from "canvas";

export function fillDisc(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: number,
): void {
  context.fillStyle = css(color);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

export function fillDiamond(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: number,
): void {
  context.fillStyle = css(color);
  context.beginPath();
  context.moveTo(x - radius, y);
  context.lineTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.fill();
}

/** A packed colour as CSS. */
export function css(color: number): string {
  return `#${color.toString(16).padStart(6, "0")}`;
}
