import type { Camera } from "../space/camera.ts";
import type { FragmentBuffer } from "./fragments.ts";
import type { Heightfield } from "./heightfield.ts";
import { type PixelImage, PixelColumn } from "./PixelColumn.ts";
import type { SurfacePaint } from "./tones.ts";
import { cutSlice, findSheets, Slice, traceSlice } from "./slice.ts";

/** Slices through a column of pixels where one is not enough. */
const SLICES_PER_COLUMN = 4;
/** From column to column an edge may move this many pixels to be taken as straight between them. */
const STEEPEST_EDGE = 4;

/**
 * Draws a heightfield and the fragments around it, blended far to near at every
 * pixel.
 *
 * Under an orthographic camera whose vertical is the world's, each column of
 * pixels sees one vertical plane of the world. The surface cuts that plane in a
 * curve, which is walked from far to near; a stretch of the curve that keeps
 * its direction on the screen is one sheet, whose segments tile the column
 * without overlap. So the vertical coverage of a pixel is exact, a sheet has no
 * seams, and sheets come in the order in which they hide one another. It
 * descends from the floating horizon (Williamson, 1972), with colour.
 *
 * Where the sheets of neighbouring columns continue one another, their edges
 * are straight lines between them and one slice says all about a column; where
 * sheets begin or end, edges are steep or the ceiling cuts through, several
 * slices are averaged.
 *
 * @param depths receives, where given, the depth of the nearest sheet in each pixel
 */
export function rasterizeHeightfield(
  field: Heightfield,
  paint: SurfacePaint,
  camera: Camera,
  fragments: FragmentBuffer,
  depths?: Float32Array,
): PixelImage {
  const { width, height } = fragments;
  const image = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  const colors = new Int32Array(image.data.buffer);
  const column = new PixelColumn(height, paint, camera, fragments, depths);
  const uncut = new Slice(field);
  const take = (slice: Slice, screenX: number) => {
    const across = (screenX - camera.centerX) / camera.zoom;
    if (field.ceiling === Infinity) {
      traceSlice(slice, field, camera.ground, across);
    } else {
      traceSlice(uncut, field, camera.ground, across);
      cutSlice(slice, uncut, field.ceiling);
    }
    findSheets(slice, camera);
  };
  const part = new Slice(field);
  let before = new Slice(field);
  let here = new Slice(field);
  let after = new Slice(field);
  take(here, -0.5);
  take(after, 0.5);
  for (let x = 0; x < width; x++) {
    [before, here, after] = [here, after, before];
    take(after, x + 1.5);
    column.begin(x);
    if (!here.isCut && continues(before, here) && continues(here, after)) {
      if (column.isLone(here)) {
        column.paintLone(here, before, after, colors, width);
      } else {
        column.drawSlice(here, before, after);
        column.writeSlice(image);
      }
    } else {
      for (let k = 0; k < SLICES_PER_COLUMN; k++) {
        take(part, x + (k + 0.5) / SLICES_PER_COLUMN);
        column.drawSlice(part, part, part);
        column.keepSlice();
      }
      column.writeAverage(image, SLICES_PER_COLUMN);
    }
  }
  return image;
}

/** Whether each sheet of one slice goes on in the other, a little higher or lower. */
function continues(a: Slice, b: Slice): boolean {
  if (a.sheetCount !== b.sheetCount) return false;
  for (let k = 0; k < a.sheetCount; k++) {
    const aFrom = a.screenYs[a.sheetFrom[k]];
    const aTo = a.screenYs[a.sheetTo[k]];
    const bFrom = b.screenYs[b.sheetFrom[k]];
    const bTo = b.screenYs[b.sheetTo[k]];
    if (aTo > aFrom !== bTo > bFrom) return false;
    if (Math.abs(aFrom - bFrom) > STEEPEST_EDGE || Math.abs(aTo - bTo) > STEEPEST_EDGE)
      return false;
  }
  return true;
}
