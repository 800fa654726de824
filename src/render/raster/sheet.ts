import type { Camera } from "../space/camera.ts";
import type { Slice } from "./slice.ts";

/** Places across a pixel at which slanted edges are looked at. */
const EDGE_SAMPLES = 4;

/** One sheet of a slice in a column of pixels: what the curve is like at each pixel, and how far the sheet reaches. */
export class Sheet {
  /** Of each pixel how much of it the curve crosses, and height, light and depth summed with that weight. */
  readonly weight: Float32Array;
  readonly height: Float32Array;
  readonly light: Float32Array;
  readonly depth: Float64Array;
  /** The edges: their places in the middle of the column, and how far they move across it. */
  upperY = 0;
  upperSlope = 0;
  lowerY = 0;
  lowerSlope = 0;
  private readonly rowCount: number;

  constructor(rowCount: number) {
    this.rowCount = rowCount;
    this.weight = new Float32Array(rowCount);
    this.height = new Float32Array(rowCount);
    this.light = new Float32Array(rowCount);
    this.depth = new Float64Array(rowCount);
  }

  /** Sets the edges of a slice's sheet to lines from the slice `before` to the one `after`, two columns on. */
  setEdges(slice: Slice, before: Slice, after: Slice, index: number): void {
    const fromY = slice.screenYs[slice.sheetFrom[index]];
    const toY = slice.screenYs[slice.sheetTo[index]];
    const fromSlope =
      (after.screenYs[after.sheetFrom[index]] - before.screenYs[before.sheetFrom[index]]) / 2;
    const toSlope =
      (after.screenYs[after.sheetTo[index]] - before.screenYs[before.sheetTo[index]]) / 2;
    const isDown = toY > fromY;
    this.upperY = isDown ? fromY : toY;
    this.upperSlope = isDown ? fromSlope : toSlope;
    this.lowerY = isDown ? toY : fromY;
    this.lowerSlope = isDown ? toSlope : fromSlope;
  }

  /** Averages the curve between two of its points over each pixel that it crosses. */
  gather(slice: Slice, from: number, to: number, camera: Camera): void {
    const { distances, heights, lights, screenYs } = slice;
    const { weight, height, light, depth, rowCount } = this;
    const { sinElevation, cosElevation } = camera;
    for (let k = from + 1; k <= to; k++) {
      const fromY = screenYs[k - 1];
      const toY = screenYs[k];
      const upper = fromY < toY ? fromY : toY;
      const lower = fromY < toY ? toY : fromY;
      if (upper === lower || lower <= 0 || upper >= rowCount) continue;
      // Everything is linear along a segment.
      const perPixel = 1 / (toY - fromY);
      const heightStep = (heights[k] - heights[k - 1]) * perPixel;
      const heightAt = heights[k - 1] - heightStep * fromY;
      const lightStep = (lights[k] - lights[k - 1]) * perPixel;
      const lightAt = lights[k - 1] - lightStep * fromY;
      const fromDepth = cosElevation * distances[k - 1] + sinElevation * heights[k - 1];
      const toDepth = cosElevation * distances[k] + sinElevation * heights[k];
      const depthStep = (toDepth - fromDepth) * perPixel;
      const depthAt = fromDepth - depthStep * fromY;
      const first = upper > 0 ? Math.floor(upper) : 0;
      const last = lower < rowCount ? Math.ceil(lower) - 1 : rowCount - 1;
      for (let y = first; y <= last; y++) {
        const begin = upper > y ? upper : y;
        const end = lower < y + 1 ? lower : y + 1;
        const share = end - begin;
        const middle = 0.5 * (begin + end);
        weight[y] += share;
        height[y] += share * (heightAt + heightStep * middle);
        light[y] += share * (lightAt + lightStep * middle);
        depth[y] += share * (depthAt + depthStep * middle);
      }
    }
  }

  /** Clears what was gathered in rows `first` to `last`. */
  clear(first: number, last: number): void {
    const { weight, height, light, depth } = this;
    for (let y = first; y <= last; y++) {
      weight[y] = 0;
      height[y] = 0;
      light[y] = 0;
      depth[y] = 0;
    }
  }

  /** The part of a pixel that lies between the sheet's edges. */
  coverOf(y: number): number {
    let sum = 0;
    for (let k = 0; k < EDGE_SAMPLES; k++) {
      const across = (k + 0.5) / EDGE_SAMPLES - 0.5;
      const upper = Math.max(y, this.upperY + across * this.upperSlope);
      const lower = Math.min(y + 1, this.lowerY + across * this.lowerSlope);
      if (lower > upper) sum += lower - upper;
    }
    return sum / EDGE_SAMPLES;
  }
}
