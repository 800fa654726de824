/** Of a unit; finer than any printer. */
const PARTS = 100;

/** A length in units in as few characters as tell it to a hundredth. */
export function short(length: number): string {
  return shortParts(Math.round(length * PARTS));
}

function shortParts(parts: number): string {
  const text = String(Math.abs(parts) / PARTS).replace(/^0\./, ".");
  return parts < 0 ? `-${text}` : text;
}

/** The data of an SVG path, each point as its distance from the one before. */
export class PathData {
  text = "";
  // The pen's place and the start of its line, in hundredths of a unit: distances do not add up errors.
  private x = 0;
  private y = 0;
  private startX = 0;
  private startY = 0;

  moveTo(x: number, y: number): void {
    this.go("m", x, y);
    [this.startX, this.startY] = [this.x, this.y];
  }

  lineTo(x: number, y: number): void {
    if (this.text === "") this.moveTo(x, y);
    else this.go("l", x, y);
  }

  close(): void {
    this.text += "z";
    [this.x, this.y] = [this.startX, this.startY];
  }

  /** A whole circle of its own. */
  circle(x: number, y: number, radius: number): void {
    this.moveTo(x + radius, y);
    const [r, across] = [short(radius), shortParts(2 * Math.round(radius * PARTS))];
    this.text += `a${r} ${r} 0 1 1-${across} 0a${r} ${r} 0 1 1 ${across} 0z`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.close();
  }

  private go(command: string, x: number, y: number): void {
    const [toX, toY] = [Math.round(x * PARTS), Math.round(y * PARTS)];
    const down = shortParts(toY - this.y);
    this.text += `${command}${shortParts(toX - this.x)}${down.startsWith("-") ? "" : " "}${down}`;
    [this.x, this.y] = [toX, toY];
  }
}
