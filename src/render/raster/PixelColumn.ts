import type { Camera } from "../space/camera.ts";
import { PALETTE_SIZE } from "../colors/colormaps.ts";
import type { FragmentBuffer } from "./fragments.ts";
import { Sheet } from "./sheet.ts";
import { paintLoneSheet } from "./loneSheet.ts";
import { tonesOf, type SurfacePaint, type Tones } from "./tones.ts";
import type { Slice } from "./slice.ts";

/** Pixels with straight alpha, four bytes each. */
export interface PixelImage {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/**
 * One column of pixels. Each slice's sheets are blended into a layer of their
 * own; the layers of a column are averaged.
 */
export class PixelColumn {
  private x = 0;
  private readonly height: number;
  private readonly camera: Camera;
  private readonly fragments: FragmentBuffer;
  /** Of each pixel of the image the depth of its nearest sheet, where somebody asks for it. */
  private readonly depths?: Float32Array;
  private readonly tones: Tones;
  // Premultiplied red, green, blue and alpha of each pixel: of this slice, and of all slices so far.
  private readonly layer: Float32Array;
  private readonly sum: Float32Array;
  // The part of each pixel that this slice's sheets cover so far: from and to, downwards from 0 to 1.
  private readonly coveredFrom: Float32Array;
  private readonly coveredTo: Float32Array;
  private readonly sheet: Sheet;
  // Of each pixel the fragment to be blended next, and the depth of its nearest sheet so far.
  private readonly cursor: Int32Array;
  private readonly sheetDepth: Float64Array;
  private readonly marked: Int32Array;
  private markedCount = 0;
  private needsDepth = false;
  private top = 0;
  private bottom = -1;
  private sumTop = 0;
  private sumBottom = -1;

  constructor(
    height: number,
    paint: SurfacePaint,
    camera: Camera,
    fragments: FragmentBuffer,
    depths?: Float32Array,
  ) {
    this.depths = depths;
    this.height = height;
    this.camera = camera;
    this.fragments = fragments;
    this.tones = tonesOf(paint);
    this.layer = new Float32Array(height * 4);
    this.sum = new Float32Array(height * 4);
    this.coveredFrom = new Float32Array(height).fill(1);
    this.coveredTo = new Float32Array(height);
    this.sheet = new Sheet(height);
    this.cursor = new Int32Array(height).fill(-1);
    this.sheetDepth = new Float64Array(height).fill(-Infinity);
    this.marked = new Int32Array(height);
  }

  begin(x: number): void {
    this.x = x;
    this.sumTop = this.height;
    this.sumBottom = -1;
    this.markedCount = 0;
    const { head, width, count } = this.fragments;
    if (count > 0) {
      for (let y = 0, pixel = x; y < this.height; y++, pixel += width) {
        if (head[pixel] >= 0) this.marked[this.markedCount++] = y;
      }
    }
    this.needsDepth = this.markedCount > 0 || this.depths !== undefined;
  }

  /**
   * Draws the sheets of a slice through the column's middle. Their edges are
   * straight lines from the slice `before` through this one to the one `after`,
   * a column to the left and to the right; the slice itself for both: level.
   */
  drawSlice(slice: Slice, before: Slice, after: Slice): void {
    const { head, width } = this.fragments;
    for (let m = 0; m < this.markedCount; m++) {
      this.cursor[this.marked[m]] = head[this.marked[m] * width + this.x];
    }
    this.top = this.height;
    this.bottom = -1;
    for (let index = 0; index < slice.sheetCount; index++) {
      this.gatherSheet(slice, before, after, index);
      if (this.sheet.isEmpty) continue;
      this.blendSheet();
    }
    if (this.markedCount > 0) this.blendNearestFragments();
  }

  /** Whether the slice is of one sheet and no mark is near it: then it can be painted alone. */
  isLone(slice: Slice): boolean {
    return slice.sheetCount === 1 && !this.needsDepth;
  }

  /** Does what `drawSlice` and `writeSlice` do with such a slice, to the byte. */
  paintLone(slice: Slice, before: Slice, after: Slice, colors: Int32Array, width: number): void {
    this.gatherSheet(slice, before, after, 0);
    if (!this.sheet.isEmpty) paintLoneSheet(this.sheet, this.tones, colors, this.x, width);
  }

  private gatherSheet(slice: Slice, before: Slice, after: Slice, index: number): void {
    const { sheet, camera, needsDepth } = this;
    sheet.setEdges(slice, before, after, index);
    sheet.gather(slice, slice.sheetFrom[index], slice.sheetTo[index], camera, needsDepth);
  }

  /** Writes what the one slice drawn gives. */
  writeSlice(image: PixelImage): void {
    this.write(image, this.layer, this.top, this.bottom, 1);
    this.forgetCover();
  }

  /** Puts the slice drawn aside, to be averaged with others. */
  keepSlice(): void {
    const { layer, sum, top, bottom } = this;
    for (let at = 4 * top; at < 4 * (bottom + 1); at++) {
      sum[at] += layer[at];
      layer[at] = 0;
    }
    this.forgetCover();
    if (top < this.sumTop) this.sumTop = top;
    if (bottom > this.sumBottom) this.sumBottom = bottom;
  }

  /** Writes the average of the slices kept. */
  writeAverage(image: PixelImage, sliceCount: number): void {
    this.write(image, this.sum, this.sumTop, this.sumBottom, sliceCount);
  }

  private forgetCover(): void {
    for (let y = this.top; y <= this.bottom; y++) {
      this.coveredFrom[y] = 1;
      this.coveredTo[y] = 0;
    }
  }

  private write(
    { data, width }: PixelImage,
    layer: Float32Array,
    top: number,
    bottom: number,
    sliceCount: number,
  ): void {
    const toByte = 255 / sliceCount;
    for (let y = top, at = 4 * (top * width + this.x); y <= bottom; y++, at += 4 * width) {
      const from = 4 * y;
      const alpha = layer[from + 3];
      if (alpha === 0) continue;
      const undo = 1 / alpha;
      data[at] = layer[from] * undo;
      data[at + 1] = layer[from + 1] * undo;
      data[at + 2] = layer[from + 2] * undo;
      data[at + 3] = toByte * alpha;
      layer[from] = 0;
      layer[from + 1] = 0;
      layer[from + 2] = 0;
      layer[from + 3] = 0;
    }
  }

  /** Blends what was gathered, as far as the sheet covers each pixel. */
  private blendSheet(): void {
    const { layer, coveredFrom, coveredTo, sheet } = this;
    const { palette, opacity, entryOffset, entryScale } = this.tones;
    const { top, bottom, firstWhole, lastWhole } = sheet;
    const hasMarks = this.markedCount > 0;
    for (let y = top; y <= bottom; y++) {
      const source = sheet.sourceOf(y);
      if (hasMarks) this.passDepth(y, sheet.depth[source]);
      const entryHere = entryOffset + entryScale * sheet.height[source];
      const lightHere = sheet.light[source];
      const at =
        3 * (entryHere < 0 ? 0 : entryHere > PALETTE_SIZE - 1 ? PALETTE_SIZE - 1 : entryHere | 0);
      let cover = 1;
      let keep = 1 - opacity;
      if (y >= firstWhole && y <= lastWhole) {
        coveredFrom[y] = 0;
        coveredTo[y] = 1;
      } else {
        cover = sheet.coverOf(y);
        keep = this.keepUnder(y, cover);
      }
      if (this.depths && cover >= 0.5) {
        this.depths[y * this.fragments.width + this.x] = sheet.depth[source];
      }
      const alpha = opacity * cover;
      const gain = alpha * (lightHere <= 1 ? lightHere : 2 - lightHere);
      const lift = lightHere <= 1 ? 0 : alpha * 255 * (lightHere - 1);
      const pixel = 4 * y;
      layer[pixel] = layer[pixel] * keep + palette[at] * gain + lift;
      layer[pixel + 1] = layer[pixel + 1] * keep + palette[at + 1] * gain + lift;
      layer[pixel + 2] = layer[pixel + 2] * keep + palette[at + 2] * gain + lift;
      layer[pixel + 3] = layer[pixel + 3] * keep + alpha;
    }
    if (top < this.top) this.top = top;
    if (bottom > this.bottom) this.bottom = bottom;
  }

  /**
   * What remains of a pixel's colours under a sheet that covers a part of it.
   * Sheets that meet in a fold cover the same part or the parts beside it, not
   * parts at random: so the overlap with what is covered already counts.
   */
  private keepUnder(y: number, cover: number): number {
    const { coveredFrom, coveredTo } = this;
    const { upperY, lowerY } = this.sheet;
    const from = lowerY < y + 1 ? Math.max(0, upperY - y) : 1 - cover;
    const to = Math.min(1, from + cover);
    const before = coveredTo[y] - coveredFrom[y];
    const overlap = Math.min(to, coveredTo[y]) - Math.max(from, coveredFrom[y]);
    if (from < coveredFrom[y]) coveredFrom[y] = from;
    if (to > coveredTo[y]) coveredTo[y] = to;
    // Only marks so far: they may be anywhere in the pixel.
    if (before <= 0) return 1 - this.tones.opacity * cover;
    return overlap > 0 ? 1 - (this.tones.opacity * overlap) / before : 1;
  }

  /** Blends the marks behind a sheet, and remembers how far the sheet is. */
  private passDepth(y: number, depth: number): void {
    if (this.cursor[y] >= 0) this.blendFragments(y, depth);
    this.sheetDepth[y] = depth;
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

  /** Blends what shows through the surface faintly, then what lies in front of it. */
  private blendNearestFragments(): void {
    const { fragments, cursor, sheetDepth, marked } = this;
    for (let m = 0; m < this.markedCount; m++) {
      const y = marked[m];
      let at = fragments.head[y * fragments.width + this.x];
      while (at >= 0 && fragments.depth[at] < sheetDepth[y]) {
        if (fragments.ghost[at] > 0) {
          this.blendFragment(y, at, fragments.alpha[at] * fragments.ghost[at]);
        }
        at = fragments.next[at];
      }
      this.blendFragments(y, Infinity);
      cursor[y] = -1;
      sheetDepth[y] = -Infinity;
    }
  }

  private blendFragment(y: number, at: number, alpha: number): void {
    const { layer } = this;
    const color = this.fragments.color[at];
    const keep = 1 - alpha;
    const to = 4 * y;
    layer[to] = layer[to] * keep + ((color >> 16) & 255) * alpha;
    layer[to + 1] = layer[to + 1] * keep + ((color >> 8) & 255) * alpha;
    layer[to + 2] = layer[to + 2] * keep + (color & 255) * alpha;
    layer[to + 3] = layer[to + 3] * keep + alpha;
    if (y < this.top) this.top = y;
    if (y > this.bottom) this.bottom = y;
  }
}
