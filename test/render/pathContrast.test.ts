import { expect, test } from "vitest";
import type { DescentPath } from "../../src/core/landscape.ts";
import { type Point3, screenX, screenY } from "../../src/render/space/camera.ts";
import type { FigureGiven } from "../../src/render/figure/figureOptions.ts";
import { PATH_INKS } from "../../src/render/marks/pathInks.ts";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { measureText } from "../../src/render/text/measure.ts";
import { decodePng, type DecodedPng } from "./decodePng.ts";
import { figureOptions, framesOf, fromFunction } from "./landscapes.ts";

const MAPS = ["inferno", "plasma", "viridis", "RdBu"];
const SCALE = 2;
/** Of the surface in its box. */
const SPAN = 0.95;
/** Contrast by WCAG 2, which asks for 3, less what thin lines lose at their edges. */
const LEAST = 2.5;

const slope = (x: number) => x;

/** Over all colours of the map, in steps of a twentieth of it, one path an ink. */
function paths(): DescentPath[] {
  return PATH_INKS.map((_, k) => ({
    ...{ label: `path ${k}`, method: "gd", diverged: false },
    x: Float64Array.from({ length: 20 }, (_, step) => 0.095 * step - 0.9),
    y: Float64Array.from({ length: 20 }, () => 0.3 * k - 0.75),
    z: Float64Array.from({ length: 20 }, (_, step) => 0.095 * step - 0.9),
  }));
}

function luminanceAt({ pixels, width, channels }: DecodedPng, column: number, row: number): number {
  const at = channels * (row * width + column);
  const [r, g, b] = [...pixels.subarray(at, at + 3)].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

async function draw(options: FigureGiven, colormap: string, drawn: DescentPath[]) {
  const landscape = fromFunction(slope, 21, { title: "", colormap, paths: drawn });
  const given = figureOptions({ ...options, width: 480, height: 400, scale: SCALE });
  const [{ camera }] = framesOf(await planFigure([landscape], given, measureText));
  return { camera, image: decodePng(await renderFigure([landscape], given)) };
}

test.each(
  MAPS.flatMap((map) => (["light", "dark"] as const).map((theme) => [map, theme] as const)),
)(
  "each step of a path stands out from %s in the %s theme, whatever its ink",
  async (colormap, theme) => {
    const view = { theme, elevation: 90, azimuth: -90, alpha: 1, shading: 0 };
    const { image, camera } = await draw(view, colormap, paths());
    // The key of six paths would move the box.
    const unseen = paths().map((path) => ({ ...path, y: path.y.map(() => 0.98) }));
    const bare = (await draw(view, colormap, unseen)).image;
    let least = Infinity;
    for (const { x, y } of paths()) {
      for (let step = 1; step + 2 < x.length; step++) {
        const point: Point3 = [(SPAN * (x[step] + x[step + 1])) / 4, (SPAN * y[step]) / 2, 0];
        const column = Math.round(SCALE * screenX(camera, point));
        const row = Math.round(SCALE * screenY(camera, point));
        const behind = luminanceAt(bare, column, row);
        const across = Array.from({ length: 13 }, (_, k) =>
          contrast(luminanceAt(image, column, row + k - 6), behind),
        );
        least = Math.min(least, Math.max(...across));
      }
    }
    expect(least, `${least}`).toBeGreaterThan(LEAST);
  },
);
