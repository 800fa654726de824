import type { Drawing } from "../drawing.ts";
import { fontOf, type MeasureText } from "./measure.ts";

/** A line of text around its centre, in pixels; `angle` in radians, clockwise. */
export interface TextBox {
  text: string;
  size: number;
  color: string;
  x: number;
  y: number;
  width: number;
  height: number;
  angle: number;
}

/** Height of a line of text, a multiple of its size. */
const LINE_HEIGHT = 1.22;
/** From the centre of a line down to its baseline, a multiple of its size: half the height of capitals. */
const BASELINE = 0.36;

export function makeTextBox(
  text: string,
  size: number,
  color: string,
  measure: MeasureText,
  angle = 0,
): TextBox {
  const width = text === "" ? 0 : measure(text, size);
  const height = text === "" ? 0 : size * LINE_HEIGHT;
  return { text, size, color, x: 0, y: 0, width, height, angle };
}

/** How far the box reaches from its centre along a unit vector. */
export function reach(box: TextBox, dx: number, dy: number): number {
  const cos = Math.cos(box.angle);
  const sin = Math.sin(box.angle);
  return (
    (Math.abs(dx * cos + dy * sin) * box.width + Math.abs(dy * cos - dx * sin) * box.height) / 2
  );
}

/** Whether two boxes have an area in common (separating axes). */
export function overlap(a: TextBox, b: TextBox): boolean {
  for (const angle of [a.angle, b.angle]) {
    for (const turn of [0, Math.PI / 2]) {
      const dx = Math.cos(angle + turn);
      const dy = Math.sin(angle + turn);
      const distance = Math.abs((b.x - a.x) * dx + (b.y - a.y) * dy);
      if (distance >= reach(a, dx, dy) + reach(b, dx, dy)) return false;
    }
  }
  return true;
}

export function drawText(context: Omit<Drawing, "drawPixels">, box: TextBox): void {
  if (box.text === "") return;
  context.font = fontOf(box.size);
  context.fillStyle = box.color;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  if (box.angle === 0) {
    context.fillText(box.text, box.x, box.y + BASELINE * box.size);
    return;
  }
  context.save();
  context.translate(box.x, box.y);
  context.rotate(box.angle);
  context.fillText(box.text, 0, BASELINE * box.size);
  context.restore();
}

/** Keeps the promise that no text leaves the image or meets another text. */
export class TextBoard {
  readonly placed: TextBox[] = [];
  private readonly width: number;
  private readonly height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  /** Places a text unless it leaves the image or meets an earlier one; says whether it did. */
  place(box: TextBox): boolean {
    if (box.text === "") return false;
    const reachX = reach(box, 1, 0);
    const reachY = reach(box, 0, 1);
    const isInside =
      box.x - reachX >= 0 &&
      box.x + reachX <= this.width &&
      box.y - reachY >= 0 &&
      box.y + reachY <= this.height;
    if (!isInside || this.placed.some((other) => overlap(box, other))) return false;
    this.placed.push(box);
    return true;
  }
}
