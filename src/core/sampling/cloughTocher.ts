/** A triangle's corners `x, y`, values and slopes. */
export interface CloughTocherCorners {
  x: [number, number, number];
  y: [number, number, number];
  value: [number, number, number];
  dx: [number, number, number];
  dy: [number, number, number];
}

/**
 * The reduced Clough and Tocher interpolant: three cubics on a triangle split at its centroid, smooth
 * within it and, where neighbours share corners' values and slopes, across its edges, along which the
 * slope at right angles changes linearly. Exact for quadratics. In Bézier form after Alfeld (1984).
 *
 * @returns the value at barycentric coordinates `b0`, `b1`, `b2` = 1 - b0 - b1
 */
export function cloughTocher(
  corners: CloughTocherCorners,
): (b0: number, b1: number, b2: number) => number {
  const { x, y, value, dx, dy } = corners;
  const along = (from: number, to: number) =>
    (dx[from] * (x[to] - x[from]) + dy[from] * (y[to] - y[from])) / 3;
  // near[i][j]: the ordinate a third of the way from corner i to corner j.
  const near = [0, 1, 2].map((i) => [0, 1, 2].map((j) => value[i] + (i === j ? 0 : along(i, j))));
  // inner[i]: a third of the way from corner i to the centroid.
  const inner = [0, 1, 2].map((i) => {
    const [j, k] = others(i);
    return (near[i][j] + near[i][k] + value[i]) / 3;
  });
  // across[i]: inside the edge opposite corner i.
  const across = [0, 1, 2].map((i) => {
    const [j, k] = others(i);
    const share = edgeShare(x, y, j, k);
    const along3 = -value[j] + 3 * near[j][k] - 3 * near[k][j] + value[k];
    const bend = -value[j] + 2 * near[j][k] - near[k][j] + inner[j] + inner[k];
    return (bend - share * along3) / 2;
  });
  const middle = [0, 1, 2].map((i) => {
    const [j, k] = others(i);
    return (across[j] + across[k] + inner[i]) / 3;
  });
  const centre = (middle[0] + middle[1] + middle[2]) / 3;

  return (b0, b1, b2) => {
    const b = [b0, b1, b2];
    const i = b0 <= b1 && b0 <= b2 ? 0 : b1 <= b2 ? 1 : 2;
    const [j, k] = others(i);
    const m = 3 * b[i];
    const p = b[j] - b[i];
    const q = b[k] - b[i];
    return (
      p * p * (p * value[j] + 3 * (q * near[j][k] + m * inner[j])) +
      q * q * (q * value[k] + 3 * (p * near[k][j] + m * inner[k])) +
      m * m * (m * centre + 3 * (p * middle[j] + q * middle[k])) +
      6 * p * q * m * across[i]
    );
  };
}

function others(i: number): [number, number] {
  return i === 0 ? [1, 2] : i === 1 ? [2, 0] : [0, 1];
}

/**
 * How far along the edge from `j` to `k` the direction from the centroid at right angles to the edge
 * leads: its foot on the edge, as a fraction, which makes the cross slope linear along the edge.
 */
function edgeShare(x: number[], y: number[], j: number, k: number): number {
  const centroidX = (x[0] + x[1] + x[2]) / 3;
  const centroidY = (y[0] + y[1] + y[2]) / 3;
  const edgeX = x[k] - x[j];
  const edgeY = y[k] - y[j];
  return (
    ((centroidX - x[j]) * edgeX + (centroidY - y[j]) * edgeY) / (edgeX * edgeX + edgeY * edgeY)
  );
}
