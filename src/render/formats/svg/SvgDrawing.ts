import type { Canvas, CanvasGradient } from "canvas";
import type { Drawing } from "../../drawing.ts";
import { measureText, sizeOf } from "../../text/measure.ts";
import { PathData, short } from "./pathData.ts";
import { element, escapeXml } from "./xml.ts";
import { encode } from "jpeg-js";

class SvgGradient implements CanvasGradient {
  readonly id: string;
  private readonly ends: Record<string, string>;
  private stops = "";

  constructor(id: string, ends: Record<string, string>) {
    this.id = id;
    this.ends = ends;
  }

  addColorStop(offset: number, color: string): void {
    const place = Number(offset.toFixed(4));
    this.stops += element("stop", { offset: place, "stop-color": color });
  }

  element(): string {
    const { id, ends, stops } = this;
    return element("linearGradient", { id, gradientUnits: "userSpaceOnUse", ...ends }, stops);
  }
}

/**
 * Writes what is drawn as elements of SVG 1.1: shapes as paths, text as text
 * that keeps its measured length in any font, images as JPEG.
 */
export class SvgDrawing implements Drawing {
  fillStyle: Drawing["fillStyle"] = "#000";
  strokeStyle: Drawing["strokeStyle"] = "#000";
  globalAlpha = 1;
  lineWidth = 1;
  lineCap: Drawing["lineCap"] = "butt";
  lineJoin: Drawing["lineJoin"] = "miter";
  font = "10px sans-serif";
  /** Text is drawn around its middle, on its baseline, whatever these say. */
  textAlign: Drawing["textAlign"] = "center";
  textBaseline: Drawing["textBaseline"] = "alphabetic";
  private dashes: readonly number[] = [];
  private transform = "";
  /** Groups that were opened since the state was saved. */
  private groupCount = 0;

  private readonly saved: ReturnType<SvgDrawing["state"]>[] = [];
  private readonly body: string[] = [];
  private readonly gradients: SvgGradient[] = [];
  private readonly clips: string[] = [];
  private path = new PathData();
  private readonly prefix: string;

  /** @param prefix of every identifier */
  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** The elements drawn so far, their definitions before them. */
  elements(): string {
    const definitions = [...this.clips, ...this.gradients.map((gradient) => gradient.element())];
    const defs = definitions.length > 0 ? [element("defs", {}, definitions.join(""))] : [];
    return [...defs, ...this.body].join("\n");
  }

  save(): void {
    this.saved.push(this.state());
    this.groupCount = 0;
  }

  restore(): void {
    this.body.push(...Array.from({ length: this.groupCount }, () => "</g>"));
    Object.assign(this, this.saved.pop());
  }

  private state() {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, dashes } = this;
    const { font, textAlign, textBaseline, transform, groupCount } = this;
    return {
      ...{ fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, dashes },
      ...{ font, textAlign, textBaseline, transform, groupCount },
    };
  }

  translate(x: number, y: number): void {
    this.transform += `translate(${short(x)} ${short(y)})`;
  }

  rotate(angle: number): void {
    this.transform += `rotate(${short((180 * angle) / Math.PI)})`;
  }

  beginPath(): void {
    this.path = new PathData();
  }

  closePath(): void {
    this.path.close();
  }

  moveTo(x: number, y: number): void {
    this.path.moveTo(x, y);
  }

  lineTo(x: number, y: number): void {
    this.path.lineTo(x, y);
  }

  /** Whole circles alone, whatever the angles. */
  arc(x: number, y: number, radius: number): void {
    this.path.circle(x, y, radius);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path.rect(x, y, width, height);
  }

  clip(): void {
    const id = `${this.prefix}clip${this.clips.length + 1}`;
    const shape = element("path", { d: this.path.text });
    this.clips.push(element("clipPath", { id }, shape));
    this.body.push(`<g clip-path="url(#${id})">`);
    this.groupCount++;
  }

  fill(): void {
    this.addFilled(this.path.text);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const path = new PathData();
    path.rect(x, y, width, height);
    this.addFilled(path.text);
  }

  stroke(): void {
    this.addStroked(this.path.text);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    const path = new PathData();
    path.rect(x, y, width, height);
    this.addStroked(path.text);
  }

  setLineDash(dashes: number[]): void {
    this.dashes = dashes;
  }

  createLinearGradient(x1: number, y1: number, x2: number, y2: number): CanvasGradient {
    const gradient = new SvgGradient(`${this.prefix}gradient${this.gradients.length + 1}`, {
      ...{ x1: short(x1), y1: short(y1), x2: short(x2), y2: short(y2) },
    });
    this.gradients.push(gradient);
    return gradient;
  }

  fillText(text: string, x: number, y: number): void {
    const size = sizeOf(this.font);
    const attributes = {
      ...{ x: short(x), y: short(y), "font-size": short(size) },
      ...{ textLength: short(measureText(text, size)), lengthAdjust: "spacingAndGlyphs" },
      fill: this.paint(this.fillStyle),
      transform: this.transform || undefined,
    };
    this.body.push(element("text", attributes, escapeXml(text)));
  }

  drawPixels(image: Canvas, left: number, top: number, pixelsPerUnit: number): void {
    this.body.push(
      element("image", {
        x: short(left / pixelsPerUnit),
        y: short(top / pixelsPerUnit),
        width: short(image.width / pixelsPerUnit),
        height: short(image.height / pixelsPerUnit),
        preserveAspectRatio: "none",
        "xlink:href": `data:image/jpeg;base64,${encodeJpeg(image).toString("base64")}`,
      }),
    );
  }

  private addFilled(d: string): void {
    const fill = this.paint(this.fillStyle);
    this.body.push(element("path", { d, fill, "fill-opacity": this.opacity() }));
  }

  private addStroked(d: string): void {
    const { lineCap, lineJoin, dashes } = this;
    const attributes = {
      ...{ d, fill: "none", stroke: this.paint(this.strokeStyle) },
      "stroke-width": short(this.lineWidth),
      "stroke-opacity": this.opacity(),
      "stroke-linecap": lineCap === "butt" ? undefined : lineCap,
      "stroke-linejoin": lineJoin === "miter" ? undefined : lineJoin,
      "stroke-dasharray": dashes.length > 0 ? dashes.map(short).join(" ") : undefined,
    };
    this.body.push(element("path", attributes));
  }

  private opacity(): number | undefined {
    return this.globalAlpha < 1 ? Number(this.globalAlpha.toFixed(3)) : undefined;
  }

  private paint(style: Drawing["fillStyle"]): string {
    if (typeof style === "string") return style;
    const gradient = this.gradients.find((known) => known === style);
    if (!gradient) throw new Error("a figure draws in colours and gradients");
    return `url(#${gradient.id})`;
  }
}

/** Smooth colours keep their look at this quality; without loss they take ten times the bytes. */
const QUALITY = 80;

/** An opaque image as JPEG, its colours as fine as its brightness. */
function encodeJpeg(image: Canvas): Buffer {
  const { width, height } = image;
  // Straight and premultiplied colours of an opaque image are the same.
  const { data } = image.getContext("2d").getImageData(0, 0, width, height);
  return encode({ data, width, height }, QUALITY).data;
}
