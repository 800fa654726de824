import Delaunator from "delaunator";

/** Delaunay triangles over points of a grid, in steps of the grid. */
export interface Triangulation {
  /** Grid index of each vertex. */
  vertices: Uint32Array;
  /** Column and row of each vertex. */
  columns: Float64Array;
  rows: Float64Array;
  /** Three vertices a triangle. */
  triangles: Uint32Array;
  /** The half-edge opposite each half-edge, -1 at the border. */
  halfedges: Int32Array;
  /** The triangle of each grid point, -1 for vertices. */
  triangleOf: Int32Array;
  /** Vertices joined to vertex `v` by an edge: `neighbours[neighbourStart[v] … neighbourStart[v + 1] - 1]`. */
  neighbours: Uint32Array;
  neighbourStart: Uint32Array;
}

/**
 * Triangulates the vertices and finds the triangle of every other grid point.
 *
 * @param vertices grid indices, the four corners of the grid among them
 */
export function triangulate(
  vertices: Uint32Array,
  columnCount: number,
  rowCount: number,
): Triangulation {
  const vertexCount = vertices.length;
  const columns = new Float64Array(vertexCount);
  const rows = new Float64Array(vertexCount);
  const places = new Float64Array(2 * vertexCount);
  for (let v = 0; v < vertexCount; v++) {
    places[2 * v] = columns[v] = vertices[v] % columnCount;
    places[2 * v + 1] = rows[v] = Math.floor(vertices[v] / columnCount);
  }
  const { triangles, halfedges } = new Delaunator(places);
  const triangleOf = new Int32Array(columnCount * rowCount).fill(-1);
  for (let t = 0; t < triangles.length / 3; t++) {
    markInside(t, triangles, columns, rows, columnCount, triangleOf);
  }
  for (const index of vertices) triangleOf[index] = -1;
  return {
    vertices,
    columns,
    rows,
    triangles,
    halfedges,
    triangleOf,
    ...neighbourLists(triangles, vertexCount),
  };
}

/** Whole coordinates: the signs of the areas are exact, and no point falls between two triangles. */
function markInside(
  t: number,
  triangles: Uint32Array,
  columns: Float64Array,
  rows: Float64Array,
  columnCount: number,
  triangleOf: Int32Array,
): void {
  const [a, b, c] = [triangles[3 * t], triangles[3 * t + 1], triangles[3 * t + 2]];
  const [ax, ay, bx, by, cx, cy] = [columns[a], rows[a], columns[b], rows[b], columns[c], rows[c]];
  const sign = Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
  for (let row = Math.min(ay, by, cy); row <= Math.max(ay, by, cy); row++) {
    for (let column = Math.min(ax, bx, cx); column <= Math.max(ax, bx, cx); column++) {
      const isInside =
        sign * ((bx - ax) * (row - ay) - (by - ay) * (column - ax)) >= 0 &&
        sign * ((cx - bx) * (row - by) - (cy - by) * (column - bx)) >= 0 &&
        sign * ((ax - cx) * (row - cy) - (ay - cy) * (column - cx)) >= 0;
      if (isInside) triangleOf[row * columnCount + column] = t;
    }
  }
}

function neighbourLists(
  triangles: Uint32Array,
  vertexCount: number,
): Pick<Triangulation, "neighbours" | "neighbourStart"> {
  const sets = Array.from({ length: vertexCount }, () => new Set<number>());
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const from = triangles[t + k];
      const to = triangles[t + ((k + 1) % 3)];
      sets[from].add(to);
      sets[to].add(from);
    }
  }
  const neighbourStart = new Uint32Array(vertexCount + 1);
  sets.forEach((set, v) => (neighbourStart[v + 1] = neighbourStart[v] + set.size));
  return { neighbours: Uint32Array.from(sets.flatMap((set) => [...set])), neighbourStart };
}
