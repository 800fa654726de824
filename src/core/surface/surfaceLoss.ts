import type { Landscape } from "../landscape.ts";

/** The loss of the surface at a place, linear within a cell along each axis; NaN outside the window. */
export function surfaceLoss({ x, y, z }: Landscape, atX: number, atY: number): number {
  const column = cellOf(x, atX);
  const row = cellOf(y, atY);
  if (column < 0 || row < 0) return NaN;
  const s = (atX - x[column]) / (x[column + 1] - x[column]);
  const t = (atY - y[row]) / (y[row + 1] - y[row]);
  const first = row * x.length + column;
  const mixed = (at: number) => (s === 0 ? z[at] : z[at] * (1 - s) + z[at + 1] * s);
  return t === 0 ? mixed(first) : mixed(first) * (1 - t) + mixed(first + x.length) * t;
}

/** The cell of an increasing axis that holds a place; -1 outside. */
function cellOf(axis: Float64Array, place: number): number {
  const last = axis.length - 1;
  if (!(place >= axis[0] && place <= axis[last])) return -1;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (axis[middle] <= place) low = middle;
    else high = middle;
  }
  return low;
}
