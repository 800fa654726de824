import type { Drawing } from "../drawing.ts";
import type { FigureStyle } from "../figure/figure.ts";
import type { Frame } from "../axes/frame.ts";
import type { Mark } from "./mark.ts";
import { tracePolyline } from "./symbols.ts";

/** The axis lines and their ticks, numbers and labels. */
export const AXES: Mark = {
  plan: ({ figure, frame }) => ({
    placeTexts(board) {
      const { x, y, z } = frame.axes;
      // Labels first: an axis may lose a number, but not its name.
      const readable = [z, x, y].filter(
        ({ label, needsLabel }) => board.place(label) || !needsLabel,
      );
      for (const box of readable.flatMap(({ tickLabels }) => tickLabels)) board.place(box);
    },
    draw: (context) => drawAxisLines(context, frame, figure.style),
  }),
};

function drawAxisLines(
  context: Drawing,
  { camera, axes }: Frame,
  { em, theme }: FigureStyle,
): void {
  context.strokeStyle = theme.axis;
  context.lineWidth = 0.085 * em;
  context.lineCap = "round";
  context.beginPath();
  for (const { edge, tickLines } of [axes.x, axes.y, axes.z]) {
    tracePolyline(context, camera, [edge.from, edge.to]);
    for (const { x1, y1, x2, y2 } of tickLines) {
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
    }
  }
  context.stroke();
}
