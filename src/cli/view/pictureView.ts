import { InputError } from "../../core/errors.ts";
import { DEFAULT_FIGURE } from "../../defaults.ts";
import type { FigureOptions } from "../../render/figureOptions.ts";
import { byLikeness } from "../options/nearest.ts";
import { LONGEST_SIDE, type PictureGiven } from "../options/pictureOptions.ts";
import { badValue } from "../options/readOption.ts";

/** How the figure is drawn, defaults filled in; format and metadata come with the file. */
export type PictureView = Omit<FigureOptions, "format" | "metadata">;

const DEFAULT_MOST_PIXELS = 250_000_000;
/** What `--explain` changes: so high that a trough hides neither of its walls. */
const EXPLAINING = { contours: 8, elevation: 57 };

/**
 * Fills in the defaults of the options that make a picture.
 *
 * @throws InputError where a colour is unknown or the picture too large
 */
export async function resolveView(given: PictureGiven): Promise<PictureView> {
  const explain = given.explain ?? DEFAULT_FIGURE.explain;
  const usual = explain ? { ...DEFAULT_FIGURE, ...EXPLAINING } : DEFAULT_FIGURE;
  const view: PictureView = {
    width: given.width ?? DEFAULT_FIGURE.width,
    height: given.height ?? DEFAULT_FIGURE.height,
    scale: given.scale ?? DEFAULT_FIGURE.scale,
    azimuth: given.azimuth ?? DEFAULT_FIGURE.azimuth,
    elevation: given.elevation ?? usual.elevation,
    colormaps: given.colormap,
    alpha: given.alpha ?? DEFAULT_FIGURE.alpha,
    zScale: given.zScale ?? DEFAULT_FIGURE.zScale,
    zMax: given.zMax,
    sameZ: given.sameZ ?? DEFAULT_FIGURE.sameZ,
    contours: given.contours ?? usual.contours,
    mesh: given.mesh ?? DEFAULT_FIGURE.mesh,
    colorbar: given.colorbar ?? DEFAULT_FIGURE.colorbar,
    theme: given.theme ?? DEFAULT_FIGURE.theme,
    background: given.background,
    title: given.title,
    titles: given.titles,
    labels: given.labels,
    explain,
  };
  refuseLargePicture(view, given.maxPixels ?? DEFAULT_MOST_PIXELS);
  if (view.colormaps) await checkColormaps(view.colormaps);
  if (view.background !== undefined) await checkBackground(view.background);
  return view;
}

/** Width and height in pixels. */
export function pixelSize({ width, height, scale }: PictureView): [number, number] {
  return [Math.round(width * scale), Math.round(height * scale)];
}

/** @throws InputError where there are more titles than panels */
export function checkTitles({ titles }: PictureView, panelCount: number): void {
  if (!titles || titles.length <= panelCount) return;
  throw new InputError(
    `--titles: ${titles.length} titles for ${panelCount} ${panelCount === 1 ? "panel" : "panels"} (\\, is a comma within a title)`,
  );
}

/** The view as plain JSON, under the names that a manifest gives the options. */
export function viewRecord(view: PictureView): Record<string, unknown> {
  const { colormaps, ...rest } = view;
  return { ...rest, colormap: colormaps };
}

function refuseLargePicture(view: PictureView, mostPixels: number): void {
  const [width, height] = pixelSize(view);
  const size = `the picture would have ${width} × ${height} pixels`;
  if (Math.max(width, height) > LONGEST_SIDE) {
    throw new InputError(
      `--scale ${view.scale}: ${size}; expected at most ${LONGEST_SIDE} along each side`,
    );
  }
  if (width * height > mostPixels) {
    throw new InputError(
      `--max-pixels ${mostPixels}: ${size}; expected fewer, or a higher --max-pixels`,
    );
  }
}

async function checkColormaps(names: string[]): Promise<void> {
  const { colormapNames, isColormap } = await import("../../render/colormaps.ts");
  const unknown = names.find((name) => !isColormap(name));
  if (unknown === undefined) return;
  const closest = byLikeness(unknown.replace(/-r$/, ""), colormapNames()).slice(0, 3);
  throw badValue("colormap", unknown, `a colormap; the nearest are ${closest.join(", ")}`);
}

async function checkBackground(background: string): Promise<void> {
  if (background === "none") return;
  const { isColor } = await import("../../render/isColor.ts");
  if (!isColor(background)) throw badValue("background", background, "a CSS colour or none");
}
