import { PALETTE_SIZE } from "../../src/render/colors/colormaps.ts";
import { type Camera, aimCamera } from "../../src/render/space/camera.ts";
import { FragmentBuffer } from "../../src/render/raster/fragments.ts";
import { type Heightfield, findHoles } from "../../src/render/raster/heightfield.ts";
import type { PixelImage } from "../../src/render/raster/PixelColumn.ts";
import { rasterizeHeightfield } from "../../src/render/raster/rasterizeHeightfield.ts";
import type { SurfacePaint } from "../../src/render/raster/tones.ts";
import type { Surface } from "./rayCaster.ts";

/** A surface over the square from -0.5 to 0.5, unshaded; NaN: a hole. */
export function heightfield(surface: Surface, size: number): Heightfield {
  const places = Float64Array.from({ length: size }, (_, k) => k / (size - 1) - 0.5);
  const heights = new Float32Array(size * size);
  for (let k = 0; k < heights.length; k++) {
    heights[k] = surface(places[k % size], places[Math.floor(k / size)]);
  }
  return {
    xs: places,
    ys: places,
    heights,
    lights: new Float32Array(size * size).fill(1),
    holes: findHoles(heights, size, size),
    ceiling: Infinity,
  };
}

/** Colours from which heights between -0.5 and 0.5 can be read: red is the height. */
export function heightPaint(opacity = 1): SurfacePaint {
  const palette = new Float32Array(3 * PALETTE_SIZE).fill(128);
  for (let k = 0; k < PALETTE_SIZE; k++) palette[3 * k] = (255 * k) / (PALETTE_SIZE - 1);
  return { palette, toneOffset: 0.5, toneScale: 1, opacity };
}

export function heightOf(red: number): number {
  return red / 255 - 0.5;
}

/** A camera in the middle of a square image that sees the whole square from everywhere. */
export function cameraOver(imageSize: number, azimuth: number, elevation: number): Camera {
  return {
    ...aimCamera(azimuth, elevation),
    zoom: imageSize / 1.6,
    centerX: imageSize / 2,
    centerY: imageSize / 2,
  };
}

export function drawHeights(
  field: Heightfield,
  camera: Camera,
  imageSize: number,
  opacity = 1,
): PixelImage {
  const fragments = new FragmentBuffer(imageSize, imageSize);
  return rasterizeHeightfield(field, heightPaint(opacity), camera, fragments);
}
