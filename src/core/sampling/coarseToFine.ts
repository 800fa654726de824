/**
 * The points of a grid, coarse to fine, so that any first part of them covers the whole window. Both
 * axes are halved again and again; a point comes with the first halving that reaches it on both axes,
 * and within one halving the points are scattered by a multiplicative hash.
 *
 * @returns `columnCount * rowCount` indices `row * columnCount + column`
 */
export function coarseToFine(columnCount: number, rowCount: number): Uint32Array {
  const columnLevels = halvings(columnCount);
  const rowLevels = halvings(rowCount);
  const count = columnCount * rowCount;
  const order = new Uint32Array(count);
  const keys = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    order[index] = index;
    const level = Math.max(
      columnLevels[index % columnCount],
      rowLevels[Math.floor(index / columnCount)],
    );
    keys[index] = level * 2 ** 32 + (Math.imul(index + 1, GOLDEN) >>> 0);
  }
  return order.sort((a, b) => keys[a] - keys[b] || a - b);
}

/** 2^32 over the golden ratio, odd. */
const GOLDEN = 0x9e3779b1;

/** For each position of an axis the halving at which it becomes an end: 0 for both ends of the axis. */
export function halvings(count: number): Uint8Array {
  const levels = new Uint8Array(count);
  const spans: [number, number, number][] = [[0, count - 1, 1]];
  for (let next = 0; next < spans.length; next++) {
    const [low, high, level] = spans[next];
    if (high - low < 2) continue;
    const middle = (low + high) >> 1;
    levels[middle] = level;
    spans.push([low, middle, level + 1], [middle, high, level + 1]);
  }
  return levels;
}
