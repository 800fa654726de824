import type { Camera } from "./camera.ts";
import { PALETTE_SIZE } from "./colormaps.ts";
import type { FragmentBuffer } from "./fragments.ts";
import type { Heightfield } from "./heightfield.ts";
import { cutSlice, Slice, traceSlice } from "./slice.ts";

/** How a surface is coloured: `palette` at `toneOffset + toneScale * height`, clamped to [0, 1]. */
export interface SurfacePaint {
  palette: Float32Array;
  toneOffset: number;
  toneScale: number;
  opacity: number;
}

/** Pixels with straight alpha, four bytes each. */
export interface PixelImage {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Vertical planes sampled in each column of pixels. */
const SLICES_PER_COLUMN = 4;

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
 */
export function rasterizeHeightfield(
  field: Heightfield,
  paint: SurfacePaint,
  camera: Camera,
  fragments: FragmentBuffer,
): PixelImage {
  const { width, height } = fragments;
  const image = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  const column = new PixelColumn(height, paint, fragments);
  const traced = new Slice(field);
  const cut = new Slice(field);
  const cuts = field.ceiling !== Infinity;
  for (let x = 0; x < width; x++) {
    column.begin(x);
    for (let k = 0; k < SLICES_PER_COLUMN; k++) {
      const across = (x + (k + 0.5) / SLICES_PER_COLUMN - camera.centerX) / camera.zoom;
      traceSlice(traced, field, camera.ground, across);
      if (cuts) cutSlice(cut, traced, field);
      column.drawSlice(cuts ? cut : traced, camera);
    }
    column.write(image, SLICES_PER_COLUMN);
  }
  return image;
}

/** One column of pixels: sheets are blended into a layer a slice, the slices' layers are averaged. */
class PixelColumn {
  private x = 0;
  private readonly height: number;
  private readonly paint: SurfacePaint;
  private readonly fragments: FragmentBuffer;
  // Premultiplied red, green, blue and alpha of each pixel.
  private readonly layer: Float64Array;
  private readonly sum: Float64Array;
  // Of each pixel the fragment to be blended next, and the depth of its nearest sheet so far.
  private readonly cursor: Int32Array;
  private readonly sheetDepth: Float64Array;
  private readonly marked: Int32Array;
  private markedCount = 0;
  private top = 0;
  private bottom = -1;
  private sumTop = 0;
  private sumBottom = -1;
  // The pixel that the current sheet has covered in part: its weighted colour and cover.
  private pendingPixel = -1;
  private pendingCover = 0;
  private pendingRed = 0;
  private pendingGreen = 0;
  private pendingBlue = 0;
  private pendingDepth = 0;

  constructor(height: number, paint: SurfacePaint, fragments: FragmentBuffer) {
    this.height = height;
    this.paint = paint;
    this.fragments = fragments;
    this.layer = new Float64Array(height * 4);
    this.sum = new Float64Array(height * 4);
    this.cursor = new Int32Array(height).fill(-1);
    this.sheetDepth = new Float64Array(height).fill(-Infinity);
    this.marked = new Int32Array(height);
  }

  begin(x: number): void {
    this.x = x;
    this.sumTop = this.height;
    this.sumBottom = -1;
    this.markedCount = 0;
    const { head, width } = this.fragments;
    for (let y = 0, pixel = x; y < this.height; y++, pixel += width) {
      if (head[pixel] >= 0) this.marked[this.markedCount++] = y;
    }
  }

  drawSlice(slice: Slice, camera: Camera): void {
    const { head, width } = this.fragments;
    for (let m = 0; m < this.markedCount; m++) {
      this.cursor[this.marked[m]] = head[this.marked[m] * width + this.x];
    }
    this.top = this.height;
    this.bottom = -1;
    this.drawSheets(slice, camera);
    this.blendNearestFragments();
    this.addLayer();
  }

  write(image: PixelImage, slices: number): void {
    const { sum } = this;
    for (let y = this.sumTop; y <= this.sumBottom; y++) {
      const alpha = sum[4 * y + 3];
      if (alpha > 0) {
        const at = 4 * (y * image.width + this.x);
        image.data[at] = sum[4 * y] / alpha;
        image.data[at + 1] = sum[4 * y + 1] / alpha;
        image.data[at + 2] = sum[4 * y + 2] / alpha;
        image.data[at + 3] = (255 * alpha) / slices;
      }
    }
    sum.fill(0, 4 * this.sumTop, 4 * (this.sumBottom + 1));
  }

  private drawSheets(slice: Slice, camera: Camera): void {
    const { distances, heights, lights, count } = slice;
    const { zoom, centerY, sinElevation, cosElevation } = camera;
    let direction = 0;
    let fromY = NaN;
    for (let k = 0; k < count; k++) {
      const toY = centerY - zoom * (cosElevation * heights[k] - sinElevation * distances[k]);
      const step = toY - fromY;
      if (step > 0 || step < 0) {
        if (step > 0 !== direction > 0) {
          this.flushPending();
          direction = step;
        }
        this.drawSegment(
          fromY,
          toY,
          heights[k - 1],
          heights[k],
          lights[k - 1],
          lights[k],
          cosElevation * distances[k - 1] + sinElevation * heights[k - 1],
          cosElevation * distances[k] + sinElevation * heights[k],
        );
      } else if (step !== 0) {
        this.flushPending();
        direction = 0;
      }
      fromY = toY;
    }
    this.flushPending();
  }

  private drawSegment(
    fromY: number,
    toY: number,
    fromHeight: number,
    toHeight: number,
    fromLight: number,
    toLight: number,
    fromDepth: number,
    toDepth: number,
  ): void {
    const upper = Math.max(Math.min(fromY, toY), 0);
    const lower = Math.min(Math.max(fromY, toY), this.height);
    if (upper >= lower) return;
    const { palette, toneOffset, toneScale } = this.paint;
    const step = fromY < toY ? 1 : -1;
    const first = step > 0 ? Math.floor(upper) : Math.ceil(lower) - 1;
    const last = step > 0 ? Math.ceil(lower) - 1 : Math.floor(upper);
    const perPixel = 1 / (toY - fromY);
    const fromTone = (toneOffset + toneScale * fromHeight) * (PALETTE_SIZE - 1) + 0.5;
    const toneStep = toneScale * (toHeight - fromHeight) * (PALETTE_SIZE - 1);
    for (let y = first; ; y += step) {
      const begin = y > upper ? y : upper;
      const end = y + 1 < lower ? y + 1 : lower;
      const cover = end - begin;
      const t = (0.5 * (begin + end) - fromY) * perPixel;

      let tone = fromTone + t * toneStep;
      tone = tone < 0 ? 0 : tone > PALETTE_SIZE - 1 ? PALETTE_SIZE - 1 : tone;
      const entry = 3 * (tone | 0);
      const light = fromLight + t * (toLight - fromLight);
      const gain = light <= 1 ? light : 2 - light;
      const lift = light <= 1 ? 0 : 255 * (light - 1);
      const red = palette[entry] * gain + lift;
      const green = palette[entry + 1] * gain + lift;
      const blue = palette[entry + 2] * gain + lift;
      const depth = fromDepth + t * (toDepth - fromDepth);

      if (y !== this.pendingPixel) this.flushPending();
      if (cover === 1) {
        this.blendSheet(y, 1, red, green, blue, depth);
      } else {
        this.pendingPixel = y;
        this.pendingCover += cover;
        this.pendingRed += cover * red;
        this.pendingGreen += cover * green;
        this.pendingBlue += cover * blue;
        this.pendingDepth = depth;
      }
      if (y === last) break;
    }
  }

  private flushPending(): void {
    const cover = this.pendingCover;
    if (cover > 0) {
      this.blendSheet(
        this.pendingPixel,
        cover > 1 ? 1 : cover,
        this.pendingRed / cover,
        this.pendingGreen / cover,
        this.pendingBlue / cover,
        this.pendingDepth,
      );
    }
    this.pendingPixel = -1;
    this.pendingCover = 0;
    this.pendingRed = 0;
    this.pendingGreen = 0;
    this.pendingBlue = 0;
  }

  private blendSheet(
    y: number,
    cover: number,
    red: number,
    green: number,
    blue: number,
    depth: number,
  ): void {
    if (this.cursor[y] >= 0) this.blendFragments(y, depth);
    this.sheetDepth[y] = depth;
    this.blend(y, this.paint.opacity * cover, red, green, blue);
  }

  private blend(y: number, alpha: number, red: number, green: number, blue: number): void {
    const { layer } = this;
    const at = 4 * y;
    const keep = 1 - alpha;
    layer[at] = layer[at] * keep + red * alpha;
    layer[at + 1] = layer[at + 1] * keep + green * alpha;
    layer[at + 2] = layer[at + 2] * keep + blue * alpha;
    layer[at + 3] = layer[at + 3] * keep + alpha;
    if (y < this.top) this.top = y;
    if (y > this.bottom) this.bottom = y;
  }

  /** Blends a pixel's fragments that are farther than `depth`. */
  private blendFragments(y: number, depth: number): void {
    const { fragments, cursor } = this;
    let at = cursor[y];
    while (at >= 0 && fragments.depth[at] < depth) {
      this.blendFragment(y, at, fragments.alpha[at]);
      at = fragments.next[at];
    }
    cursor[y] = at;
  }

  /** Blends what lies in front of the surface, then what shows through it. */
  private blendNearestFragments(): void {
    const { fragments, cursor, sheetDepth } = this;
    for (let m = 0; m < this.markedCount; m++) {
      const y = this.marked[m];
      const hiddenBefore = sheetDepth[y];
      let at = fragments.head[y * fragments.width + this.x];
      while (at >= 0 && fragments.depth[at] < hiddenBefore) {
        if (fragments.ghost[at] > 0) {
          this.blendFragment(y, at, fragments.alpha[at] * fragments.ghost[at]);
        }
        at = fragments.next[at];
      }
      this.blendFragments(y, Infinity);
      cursor[y] = -1;
    }
  }

  private blendFragment(y: number, at: number, alpha: number): void {
    const color = this.fragments.color[at];
    this.blend(y, alpha, (color >> 16) & 255, (color >> 8) & 255, color & 255);
  }

  private addLayer(): void {
    const { layer, sum, sheetDepth, top, bottom } = this;
    for (let at = 4 * top; at < 4 * (bottom + 1); at++) {
      sum[at] += layer[at];
      layer[at] = 0;
    }
    if (bottom >= top) sheetDepth.fill(-Infinity, top, bottom + 1);
    if (top < this.sumTop) this.sumTop = top;
    if (bottom > this.sumBottom) this.sumBottom = bottom;
  }
}
