/**
 * The pixels that marks cover (lines, discs), kept until the surface is
 * rasterised: in every pixel a list by depth, farthest first, so that surface
 * layers and marks can be blended in their true order.
 */
export class FragmentBuffer {
  readonly width: number;
  readonly height: number;
  /** Of each pixel (`y * width + x`) its farthest fragment; -1 where there is none. Empty before the first. */
  head = new Int32Array(0);
  count = 0;
  /** The next nearer fragment of the same pixel, or -1. */
  next = new Int32Array(1024);
  depth = new Float64Array(1024);
  /** Opacity times the covered part of the pixel, from 0 to 1. */
  alpha = new Float64Array(1024);
  /** How much of `alpha` shows through a surface in front, from 0 to 1. */
  ghost = new Float64Array(1024);
  /** Packed as `0xrrggbb`. */
  color = new Int32Array(1024);
  private mark = new Int32Array(1024);
  private markCount = 0;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  /** A number for the pieces of one mark, which do not darken one another. */
  newMark(): number {
    return ++this.markCount;
  }

  /**
   * Adds a mark's cover of one pixel. Pieces of one mark that meet in a pixel at
   * about the same depth count once, with the larger alpha.
   */
  add(
    pixel: number,
    depth: number,
    alpha: number,
    color: number,
    ghost: number,
    mark: number,
    sameDepth: number,
  ): void {
    if (this.count === 0) this.head = new Int32Array(this.width * this.height).fill(-1);
    let before = -1;
    let at = this.head[pixel];
    while (at >= 0 && this.depth[at] <= depth + sameDepth) {
      if (this.mark[at] === mark && Math.abs(this.depth[at] - depth) <= sameDepth) {
        if (alpha > this.alpha[at]) {
          this.alpha[at] = alpha;
          this.color[at] = color;
        }
        return;
      }
      if (this.depth[at] <= depth) before = at;
      at = this.next[at];
    }
    const added = this.append(depth, alpha, color, ghost, mark);
    if (before < 0) {
      this.next[added] = this.head[pixel];
      this.head[pixel] = added;
    } else {
      this.next[added] = this.next[before];
      this.next[before] = added;
    }
  }

  private append(depth: number, alpha: number, color: number, ghost: number, mark: number): number {
    if (this.count === this.next.length) this.grow();
    const added = this.count++;
    this.depth[added] = depth;
    this.alpha[added] = alpha;
    this.color[added] = color;
    this.ghost[added] = ghost;
    this.mark[added] = mark;
    return added;
  }

  private grow(): void {
    const size = this.next.length * 2;
    this.next = copyInto(new Int32Array(size), this.next);
    this.color = copyInto(new Int32Array(size), this.color);
    this.mark = copyInto(new Int32Array(size), this.mark);
    this.depth = copyInto(new Float64Array(size), this.depth);
    this.alpha = copyInto(new Float64Array(size), this.alpha);
    this.ghost = copyInto(new Float64Array(size), this.ghost);
  }
}

function copyInto<T extends Int32Array | Float64Array>(larger: T, smaller: T): T {
  larger.set(smaller);
  return larger;
}
