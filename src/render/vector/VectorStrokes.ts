import { depthOf, screenX, screenY, type Camera, type Point3 } from "../space/camera.ts";
import type { Drawing } from "../drawing.ts";
import type { ScreenPoint } from "../contours/crowding.ts";
import { css, fillDiamond, fillDisc } from "../marks/symbols.ts";
import type { StagePlace } from "../space/stage.ts";
import type { Stroke, Strokes } from "../space/strokes.ts";
import { seenShare, shownThrough, type Hiding } from "./hiding.ts";
import { linesByLook, type LinePiece, type Look } from "./linesByLook.ts";
import { simplifyLine } from "./simplifyLine.ts";

/** Of a line, in units. */
const TOLERANCE = 0.05;

interface StrokedSymbol {
  shape: "disc" | "diamond";
  x: number;
  y: number;
  depth: number;
  stroke: Stroke;
}

interface StrokedMark {
  above: number;
  pieces: LinePiece[];
  symbols: StrokedSymbol[];
}

/** Keeps strokes as shapes, to be drawn where the surface does not hide them, and fainter where it does. */
export class VectorStrokes implements Strokes {
  private readonly camera: Camera;
  private readonly marks: StrokedMark[] = [];

  constructor(camera: Camera) {
    this.camera = camera;
  }

  newMark(above = 0): number {
    return this.marks.push({ above, pieces: [], symbols: [] }) - 1;
  }

  segment(from: Point3, to: Point3, stroke: Stroke): void {
    const [a, b] = [this.placeOf(from, stroke), this.placeOf(to, stroke)];
    if ([...a, ...b].every(Number.isFinite)) {
      this.marks[stroke.mark].pieces.push({ from: a, to: b, stroke });
    }
  }

  disc(center: Point3, stroke: Stroke): void {
    this.symbol("disc", center, stroke);
  }

  diamond(center: Point3, stroke: Stroke): void {
    this.symbol("diamond", center, stroke);
  }

  /** Draws all strokes, those that lie higher above the surface later. */
  draw(drawing: Drawing, place: StagePlace, hiding: Hiding): void {
    for (const { pieces, symbols } of this.marks.toSorted((a, b) => a.above - b.above)) {
      for (const [look, lines] of linesByLook(pieces, hiding)) {
        strokeLines(drawing, place, look, lines);
      }
      for (const symbol of symbols) drawSymbol(drawing, place, symbol, hiding);
    }
  }

  private symbol(shape: StrokedSymbol["shape"], center: Point3, stroke: Stroke): void {
    const [x, y, depth] = this.placeOf(center, stroke);
    if (![x, y, depth].every(Number.isFinite)) return;
    this.marks[stroke.mark].symbols.push({ shape, x, y, depth, stroke });
  }

  private placeOf(point: Point3, { lift }: Stroke): [x: number, y: number, depth: number] {
    const { camera } = this;
    return [screenX(camera, point), screenY(camera, point), depthOf(camera, point) + lift];
  }
}

/** All in one shape: where its parts meet they do not darken one another. */
function strokeLines(
  drawing: Drawing,
  place: StagePlace,
  { width, color, opacity }: Look,
  lines: readonly ScreenPoint[][],
): void {
  drawing.strokeStyle = css(color);
  drawing.globalAlpha = opacity;
  drawing.lineWidth = width / place.pixelsPerUnit;
  drawing.lineJoin = "round";
  drawing.lineCap = opacity === 1 ? "round" : "butt";
  drawing.beginPath();
  for (const line of lines) {
    simplifyLine(
      line.map((point) => inUnits(place, point)),
      TOLERANCE,
    ).forEach(([x, y], k) => (k === 0 ? drawing.moveTo(x, y) : drawing.lineTo(x, y)));
  }
  drawing.stroke();
}

function drawSymbol(
  drawing: Drawing,
  place: StagePlace,
  { shape, x, y, depth, stroke }: StrokedSymbol,
  hiding: Hiding,
): void {
  const isMostlySeen = seenShare(hiding, x, y, depth, stroke.width / 2) >= 0.5;
  const opacity = isMostlySeen ? stroke.opacity : shownThrough(hiding, stroke);
  if (opacity === 0) return;
  const [left, top] = inUnits(place, [x, y]);
  const radius = stroke.width / 2 / place.pixelsPerUnit;
  drawing.globalAlpha = opacity;
  if (shape === "disc") fillDisc(drawing, left, top, radius, stroke.color);
  else fillDiamond(drawing, left, top, radius, stroke.color);
}

function inUnits({ left, top, pixelsPerUnit }: StagePlace, [x, y]: ScreenPoint): ScreenPoint {
  return [(left + x) / pixelsPerUnit, (top + y) / pixelsPerUnit];
}
