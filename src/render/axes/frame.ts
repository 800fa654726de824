import { type BoxView, boxCorners, screenBounds, viewBox } from "../space/box.ts";
import type { Camera } from "../space/camera.ts";
import type { Rect } from "../figure/layout.ts";
import { type AxisContent, type AxisLayout, layOutAxis } from "./axisLayout.ts";
import type { FigureStyle } from "../figure/figure.ts";
import { reach } from "../text/textBoxes.ts";

/** What the three axes of a panel show. */
export interface FrameContent {
  x: AxisContent;
  y: AxisContent;
  z: AxisContent;
  /** Whether both ground axes span the same range of weights. */
  hasEqualSpans: boolean;
}

/** The axes box of a panel, laid out for a camera. */
export interface Frame {
  camera: Camera;
  view: BoxView;
  axes: { x: AxisLayout; y: AxisLayout; z: AxisLayout };
  /** How far the boxes with their labels reach to the right of the camera's centre, the same for all panels. */
  reachRight: number;
}

interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Chooses one zoom for all panels, the largest at which every box with its
 * labels fits into its rectangle, and centres the boxes alike.
 */
export function fitFrames(
  contents: readonly FrameContent[],
  rects: readonly Rect[],
  camera: Camera,
  style: FigureStyle,
): Frame[] {
  const { width, height } = rects[0];
  const box = screenBounds(camera, boxCorners());
  const boxWidth = box.right - box.left;
  const boxHeight = box.bottom - box.top;
  let zoom = Math.min(width / boxWidth, height / boxHeight);
  let bounds: Bounds = box;
  // Labels keep their size when the box shrinks, so their room has to be found by trying.
  for (let round = 0; round < 6; round++) {
    const tried = contents.map((content) => layOutFrame(content, { ...camera, zoom }, style));
    bounds = union(tried.map(frameBounds));
    const besideX = bounds.right - bounds.left - zoom * boxWidth;
    const besideY = bounds.bottom - bounds.top - zoom * boxHeight;
    const fitting = Math.min((width - besideX) / boxWidth, (height - besideY) / boxHeight);
    const next = Math.max(fitting, 0.15 * Math.min(width / boxWidth, height / boxHeight));
    if (Math.abs(next - zoom) < 1e-3 * zoom) break;
    zoom = next;
  }
  return contents.map((content, k) => {
    const { left, top } = rects[k];
    const centerX = left + (width - bounds.left - bounds.right) / 2;
    const centerY = top + (height - bounds.top - bounds.bottom) / 2;
    const frame = layOutFrame(content, { ...camera, zoom, centerX, centerY }, style);
    return { ...frame, reachRight: bounds.right };
  });
}

function layOutFrame(
  content: FrameContent,
  camera: Camera,
  style: FigureStyle,
): Omit<Frame, "reachRight"> {
  const view = viewBox(camera);
  const z = layOutAxis(view.zAxis, content.z, camera, style);
  const lay = (mostTicks?: number) => ({
    x: layOutAxis(view.xAxis, content.x, camera, style, mostTicks),
    y: layOutAxis(view.yAxis, content.y, camera, style, mostTicks),
  });
  const ground = lay();
  const counts = [ground.x, ground.y].filter(({ major }) => major.length > 0);
  const fewest = Math.min(...counts.map(({ tickCount }) => tickCount));
  // Axes of one length carry ticks at the same steps.
  const axes = content.hasEqualSpans && counts.length === 2 ? lay(fewest) : ground;
  return { camera, view, axes: { ...axes, z } };
}

function frameBounds({ camera, axes }: Pick<Frame, "camera" | "axes">): Bounds {
  const texts = [axes.x, axes.y, axes.z].flatMap(({ tickLabels, label }) => [...tickLabels, label]);
  const boxes = texts
    .filter((box) => box.text !== "")
    .map((box) => {
      const reachX = reach(box, 1, 0);
      const reachY = reach(box, 0, 1);
      return {
        left: box.x - reachX,
        top: box.y - reachY,
        right: box.x + reachX,
        bottom: box.y + reachY,
      };
    });
  return union([screenBounds(camera, boxCorners()), ...boxes]);
}

function union(bounds: readonly Bounds[]): Bounds {
  return {
    left: Math.min(...bounds.map(({ left }) => left)),
    top: Math.min(...bounds.map(({ top }) => top)),
    right: Math.max(...bounds.map(({ right }) => right)),
    bottom: Math.max(...bounds.map(({ bottom }) => bottom)),
  };
}
