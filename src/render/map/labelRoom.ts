import type { ScreenPoint } from "../marks/crowding.ts";
import { reach, type TextBox } from "../text/TextBox.ts";
import { pointsOf, type FlatPath } from "./flatPath.ts";
import { contains } from "./lineLabels.ts";
import { paintedAt } from "./lossMap.ts";
import type { MapPanel } from "./mapPanel.ts";

/** Whether a text lies on the colours and meets neither paths nor the optimum. */
export function labelRoom(
  { figure, landscape, vertical, frame: { plot } }: MapPanel,
  paths: readonly FlatPath[],
  optimum: ScreenPoint | undefined,
): (box: TextBox) => boolean {
  const { em } = figure.style;
  const isPainted = paintedAt(landscape, vertical, plot);
  const walked = paths.flatMap(({ pieces }) => pieces.flatMap(pointsOf));
  const ends = [...paths.flatMap(({ steps }) => [steps[0], steps[steps.length - 1]])];
  if (optimum) ends.push(optimum);
  return (box) => {
    const [reachX, reachY] = [reach(box, 1, 0), reach(box, 0, 1)];
    if (box.x - reachX < plot.left || box.x + reachX > plot.left + plot.width) return false;
    if (box.y - reachY < plot.top || box.y + reachY > plot.top + plot.height) return false;
    const wide = { ...box, width: box.width + 1.2 * em, height: box.height + 1.2 * em };
    return (
      cornersOf(box).every(isPainted) &&
      !walked.some((point) => contains(box, point)) &&
      !ends.some((point) => contains(wide, point))
    );
  };
}

function cornersOf({ x, y, width, height, angle }: TextBox): ScreenPoint[] {
  const [cos, sin] = [Math.cos(angle) / 2, Math.sin(angle) / 2];
  return [1, -1].flatMap((across) =>
    [1, -1].map((down): ScreenPoint => [
      x + across * width * cos - down * height * sin,
      y + across * width * sin + down * height * cos,
    ]),
  );
}
