import type { Drawing } from "../drawing.ts";
import { BOX } from "../space/box.ts";
import type { Camera, Point3 } from "../space/camera.ts";
import type { FigureStyle } from "../figure/figure.ts";
import type { Frame } from "../axes/frame.ts";
import type { Tick } from "../scales/ticks.ts";
import type { Mark } from "./mark.ts";
import { tracePolyline } from "./symbols.ts";

/** The panes of the box behind the surface, and grid lines at the ticks. */
export const PANES: Mark = {
  plan: ({ figure, frame }) => ({
    drawBehind: (context) => drawPanes(context, frame, figure.style),
  }),
};

function drawPanes(
  context: Drawing,
  { camera, view, axes }: Frame,
  { em, theme }: FigureStyle,
): void {
  const x = (view.backX * BOX.width) / 2;
  const y = (view.backY * BOX.depth) / 2;
  const z = (view.backZ * BOX.height) / 2;
  const [right, deep, up] = [BOX.width / 2, BOX.depth / 2, BOX.height / 2];
  fillPane(context, camera, theme.floor, [
    [-right, -deep, z],
    [right, -deep, z],
    [right, deep, z],
    [-right, deep, z],
  ]);
  fillPane(context, camera, theme.walls[0], [
    [x, -deep, -up],
    [x, deep, -up],
    [x, deep, up],
    [x, -deep, up],
  ]);
  fillPane(context, camera, theme.walls[1], [
    [-right, y, -up],
    [right, y, -up],
    [right, y, up],
    [-right, y, up],
  ]);

  context.strokeStyle = theme.grid;
  context.lineWidth = 0.07 * em;
  // An axis at a time: lines that cross within one stroke take Cairo several times as long.
  strokeLines(context, camera, axes.x.major, BOX.width, (at) => [
    [at, -view.backY * deep, z],
    [at, y, z],
    [at, y, -z],
  ]);
  strokeLines(context, camera, axes.y.major, BOX.depth, (at) => [
    [-view.backX * right, at, z],
    [x, at, z],
    [x, at, -z],
  ]);
  strokeLines(context, camera, axes.z.major, BOX.height, (at) => [
    [-view.backX * right, y, at],
    [x, y, at],
    [x, -view.backY * deep, at],
  ]);
}

/** Strokes the grid lines of an axis, whose box edge is `length` long. */
function strokeLines(
  context: Drawing,
  camera: Camera,
  ticks: readonly Tick[],
  length: number,
  lineAt: (at: number) => Point3[],
): void {
  context.beginPath();
  for (const { place } of ticks) tracePolyline(context, camera, lineAt(length * (place - 0.5)));
  context.stroke();
}

function fillPane(
  context: Drawing,
  camera: Camera,
  color: string,
  corners: readonly Point3[],
): void {
  context.fillStyle = color;
  context.beginPath();
  tracePolyline(context, camera, corners);
  context.fill();
}
