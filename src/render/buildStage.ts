import { boxCorners, screenBounds } from "./box.ts";
import { buildHeightfield } from "./buildHeightfield.ts";
import type { Camera } from "./camera.ts";
import { samplePalette } from "./colormaps.ts";
import { IMAGE_FORMATS } from "./formats/imageFormats.ts";
import type { SurfacePanel } from "./marks/mark.ts";
import { FragmentBuffer } from "./raster/fragments.ts";
import type { Stage } from "./stage.ts";

/** Builds a panel's world for an image that holds its box, and the marks that reach past it. */
export function buildStage({ figure, landscape, vertical, colormap, frame }: SurfacePanel): Stage {
  const { format, scale, width, height, shading } = figure.options;
  const { em } = figure.style;
  const { isVector } = IMAGE_FORMATS[format];
  const pixelsPerUnit = isVector ? Math.max(2, 2 * scale) : scale;
  const bounds = screenBounds(frame.camera, boxCorners());
  const margin = 1.5 * em;
  const left = Math.max(0, Math.floor((bounds.left - margin) * pixelsPerUnit));
  const top = Math.max(0, Math.floor((bounds.top - margin) * pixelsPerUnit));
  const right = Math.ceil(Math.min(bounds.right + margin, width) * pixelsPerUnit);
  const bottom = Math.ceil(Math.min(bounds.bottom + margin, height) * pixelsPerUnit);
  const camera: Camera = {
    ...frame.camera,
    zoom: frame.camera.zoom * pixelsPerUnit,
    centerX: frame.camera.centerX * pixelsPerUnit - left,
    centerY: frame.camera.centerY * pixelsPerUnit - top,
  };
  return {
    landscape,
    vertical,
    field: buildHeightfield(landscape, vertical, camera, shading),
    palette: samplePalette(colormap),
    camera,
    fragments: new FragmentBuffer(Math.max(1, right - left), Math.max(1, bottom - top)),
    em: em * pixelsPerUnit,
    floorSign: frame.view.backZ,
    place: { left, top, pixelsPerUnit, isVector },
  };
}
