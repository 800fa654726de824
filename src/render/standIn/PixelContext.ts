import { color as parseColor } from "d3-color";
import { coverageOf, type Polygon } from "./coverage.ts";

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export interface Pixels {
  /** Red, green, blue and opacity, 0 to 255. */
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

const CIRCLE_CORNERS = 32;

/**
 * As much of a canvas's context as the picture under a surface needs: filled shapes and lines of one
 * colour, images pixel on pixel. Nothing is clipped or dashed, and no letter is drawn.
 */
export class PixelContext {
  globalAlpha = 1;
  lineWidth = 1;
  lineCap = "butt";
  lineJoin = "miter";
  font = "10px sans-serif";
  textAlign = "center";
  textBaseline = "alphabetic";
  readonly #pixels: Pixels;
  readonly #widthOf: (text: string, font: string) => number;
  #fill = "#000000";
  #stroke = "#000000";
  #matrix: Matrix = [1, 0, 0, 1, 0, 0];
  #path: number[][] = [];
  readonly #saved: (() => void)[] = [];

  constructor(pixels: Pixels, widthOf: (text: string, font: string) => number) {
    this.#pixels = pixels;
    this.#widthOf = widthOf;
  }

  get fillStyle(): string {
    return this.#fill;
  }
  /** Keeps the colour where it is given something else. */
  set fillStyle(text: string) {
    this.#fill = hexOf(text) ?? this.#fill;
  }
  get strokeStyle(): string {
    return this.#stroke;
  }
  set strokeStyle(text: string) {
    this.#stroke = hexOf(text) ?? this.#stroke;
  }

  save(): void {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, font } = this;
    const state = { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, font };
    const matrix = this.#matrix;
    this.#saved.push(() => {
      Object.assign(this, state);
      this.#matrix = matrix;
    });
  }
  restore(): void {
    this.#saved.pop()?.();
  }

  setTransform(...matrix: Matrix): void {
    this.#matrix = matrix;
  }
  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#matrix;
    this.#matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
  }
  scale(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#matrix;
    this.#matrix = [a * x, b * x, c * y, d * y, e, f];
  }
  rotate(angle: number): void {
    const [a, b, c, d, e, f] = this.#matrix;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.#matrix = [
      a * cos + c * sin,
      b * cos + d * sin,
      c * cos - a * sin,
      d * cos - b * sin,
      e,
      f,
    ];
  }

  beginPath(): void {
    this.#path = [];
  }
  closePath(): void {
    const last = this.#path.at(-1);
    last?.push(last[0], last[1]);
  }
  moveTo(x: number, y: number): void {
    this.#path.push(this.#placed(x, y));
  }
  lineTo(x: number, y: number): void {
    const last = this.#path.at(-1);
    if (last) last.push(...this.#placed(x, y));
    else this.moveTo(x, y);
  }
  arc(x: number, y: number, radius: number): void {
    const corners = Array.from({ length: CIRCLE_CORNERS + 1 }, (_, k) => {
      const angle = (2 * Math.PI * k) / CIRCLE_CORNERS;
      return this.#placed(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    });
    this.#path.push(corners.flat());
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path.push(this.#rectangle(x, y, width, height));
  }
  clip(): void {}

  fill(): void {
    this.#paint(this.#path, this.#fill);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.#paint([this.#rectangle(x, y, width, height)], this.#fill);
  }
  clearRect(): void {
    this.#pixels.data.fill(0);
  }
  stroke(): void {
    this.#paint(
      this.#path.flatMap((line) => this.#strokeOf(line)),
      this.#stroke,
    );
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#paint(this.#strokeOf(this.#rectangle(x, y, width, height)), this.#stroke);
  }
  setLineDash(): void {}

  measureText(text: string) {
    const width = this.#widthOf(text, this.font);
    return { width, actualBoundingBoxLeft: 0, actualBoundingBoxRight: width };
  }
  /** A pixel of its own for each character, so that none passes for a missing one. */
  fillText(text: string): void {
    const { data, width, height } = this.#pixels;
    data[4 * ((text.codePointAt(0) ?? 0) % (width * height)) + 3] = 255;
  }

  getImageData() {
    return this.#pixels;
  }
  putImageData({ data }: Pixels): void {
    this.#pixels.data.set(data);
  }
  drawImage(image: { pixels: Pixels }, left: number, top: number): void {
    const { data, width, height } = image.pixels;
    const [startX, startY] = [left + this.#matrix[4], top + this.#matrix[5]];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = 4 * (y * width + x);
        this.#blend(
          startX + x,
          startY + y,
          data[at],
          data[at + 1],
          data[at + 2],
          data[at + 3] / 255,
        );
      }
    }
  }

  #placed(x: number, y: number): number[] {
    const [a, b, c, d, e, f] = this.#matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  #rectangle(x: number, y: number, width: number, height: number): number[] {
    return [
      ...this.#placed(x, y),
      ...this.#placed(x + width, y),
      ...this.#placed(x + width, y + height),
      ...this.#placed(x, y + height),
      ...this.#placed(x, y),
    ];
  }

  /** A quadrangle for each piece of a line. */
  #strokeOf(line: readonly number[]): Polygon[] {
    const zoom = Math.hypot(this.#matrix[0], this.#matrix[1]);
    const half = (this.lineWidth * zoom) / 2;
    const pieces: Polygon[] = [];
    for (let k = 0; k + 3 < line.length; k += 2) {
      const [x0, y0, x1, y1] = line.slice(k, k + 4);
      const length = Math.hypot(x1 - x0, y1 - y0);
      if (length === 0) continue;
      const [across, along] = [(half * (y1 - y0)) / length, (half * (x1 - x0)) / length];
      pieces.push([
        ...[x0 + across, y0 - along, x1 + across, y1 - along],
        ...[x1 - across, y1 + along, x0 - across, y0 + along],
      ]);
    }
    return pieces;
  }

  #paint(polygons: readonly Polygon[], style: string): void {
    const { width: limitX, height: limitY } = this.#pixels;
    const { r, g, b, opacity } = parseColor(style)?.rgb() ?? { r: 0, g: 0, b: 0, opacity: 1 };
    const { left, top, width, height, values } = coverageOf(polygons, [limitX, limitY]);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const share = values[y * width + x] * opacity * this.globalAlpha;
        if (share > 0) this.#blend(left + x, top + y, r, g, b, share);
      }
    }
  }

  /** Lays a colour over a pixel. */
  #blend(x: number, y: number, r: number, g: number, b: number, share: number): void {
    const { data, width, height } = this.#pixels;
    if (share <= 0 || x < 0 || y < 0 || x >= width || y >= height) return;
    const at = 4 * (y * width + x);
    const below = (data[at + 3] / 255) * (1 - share);
    const whole = share + below;
    data[at] = (r * share + data[at] * below) / whole;
    data[at + 1] = (g * share + data[at + 1] * below) / whole;
    data[at + 2] = (b * share + data[at + 2] * below) / whole;
    data[at + 3] = 255 * whole;
  }
}

/** A CSS colour as a canvas gives it back; none for anything else. */
function hexOf(text: string): string | undefined {
  const color = parseColor(text);
  if (!color) return undefined;
  return color.opacity < 1 ? color.formatHex8() : color.formatHex();
}
