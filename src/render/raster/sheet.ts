import type { Camera } from "../space/camera.ts";
import type { Slice } from "./slice.ts";

/** Places across a pixel at which slanted edges are looked at. */
const EDGE_SAMPLES = 4;

/** One sheet of a slice in a column of pixels: what the curve is like at each pixel, and how far the sheet reaches. */
export class Sheet {
  /** Of each pixel that the curve crosses its average height, light and depth. */
  readonly height: Float64Array;
  readonly light: Float64Array;
  readonly depth: Float64Array;
  /** The edges: their places in the middle of the column, and how far they move across it. */
  upperY = 0;
  upperSlope = 0;
  lowerY = 0;
  lowerSlope = 0;
  /** The pixels that the curve crosses: the first and the last. */
  innerTop = 0;
  innerBottom = -1;
  /** The pixels that the sheet reaches; a slanted edge reaches some beside the curve. */
  top = 0;
  bottom = -1;
  /** The pixels that the sheet covers whole. */
  firstWhole = 0;
  lastWhole = -1;
  private readonly rowCount: number;

  constructor(rowCount: number) {
    this.rowCount = rowCount;
    this.height = new Float64Array(rowCount);
    this.light = new Float64Array(rowCount);
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
    const upperReach = Math.abs(this.upperSlope) / 2;
    const lowerReach = Math.abs(this.lowerSlope) / 2;
    const lastRow = this.rowCount - 1;
    this.innerTop = Math.max(0, Math.floor(this.upperY));
    this.innerBottom = Math.min(lastRow, Math.ceil(this.lowerY) - 1);
    this.top = Math.max(0, Math.floor(this.upperY - upperReach));
    this.bottom = Math.min(lastRow, Math.ceil(this.lowerY + lowerReach) - 1);
    this.firstWhole = Math.max(0, Math.ceil(this.upperY + upperReach));
    this.lastWhole = Math.min(lastRow, Math.floor(this.lowerY - lowerReach) - 1);
  }

  /** Whether it has no pixel. */
  get isEmpty(): boolean {
    return this.innerTop > this.innerBottom;
  }

  /** The pixel of the curve that says what the sheet looks like in row `y`. */
  sourceOf(y: number): number {
    return y < this.innerTop ? this.innerTop : y > this.innerBottom ? this.innerBottom : y;
  }

  /**
   * Averages the curve between two of its points over each pixel that it crosses.
   *
   * @param withDepth whether depths are asked for
   */
  gather(slice: Slice, from: number, to: number, camera: Camera, withDepth: boolean): void {
    const { distances, heights, lights, screenYs } = slice;
    const { height, light, depth, rowCount } = this;
    const { sinElevation, cosElevation } = camera;
    // Of the pixel that is crossed in part how much of it so far, and sums over that.
    let row = -1;
    let crossed = 0;
    let heightSum = 0;
    let lightSum = 0;
    let depthSum = 0;
    for (let k = from + 1; k <= to; k++) {
      const fromY = screenYs[k - 1];
      const toY = screenYs[k];
      const isDown = fromY < toY;
      const upper = isDown ? fromY : toY;
      const lower = isDown ? toY : fromY;
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
      const top = upper > 0 ? Math.floor(upper) : 0;
      const bottom = lower < rowCount ? Math.ceil(lower) - 1 : rowCount - 1;
      const step = isDown ? 1 : -1;
      for (let y = isDown ? top : bottom, left = bottom - top; left >= 0; left--, y += step) {
        if (y >= upper && y + 1 <= lower) {
          const middle = y + 0.5;
          height[y] = Math.fround(heightAt + heightStep * middle);
          light[y] = Math.fround(lightAt + lightStep * middle);
          if (withDepth) depth[y] = depthAt + depthStep * middle;
          continue;
        }
        if (y !== row) {
          row = y;
          crossed = heightSum = lightSum = depthSum = 0;
        }
        const begin = upper > y ? upper : y;
        const end = lower < y + 1 ? lower : y + 1;
        const share = end - begin;
        const middle = 0.5 * (begin + end);
        crossed = Math.fround(crossed + share);
        heightSum = Math.fround(heightSum + share * (heightAt + heightStep * middle));
        lightSum = Math.fround(lightSum + share * (lightAt + lightStep * middle));
        depthSum += share * (depthAt + depthStep * middle);
        const undo = 1 / crossed;
        height[y] = heightSum * undo;
        light[y] = lightSum * undo;
        if (withDepth) depth[y] = depthSum * undo;
      }
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
