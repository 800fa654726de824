import type { TextBox } from "./TextBox.ts";
import { overlap, reach } from "./TextBox.ts";

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
