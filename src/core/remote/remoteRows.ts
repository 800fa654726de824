/**
 * The loss of one row at a residual r: the largest value of `m r - bend m² / 2` over slopes m from
 * `low` to 1, or `log(1 + exp(r))`.
 */
export type RowLoss = { form: "kinked"; low: -1 | 0; bend: number } | { form: "logistic" };

/**
 * Residuals of all rows, in columns d that are each less their center and over their scale:
 * `target - center - constant - sum(slopes[k] d[k])`, or of a classification
 * `classOffset - label (constant + sum(slopes[k] d[k]))` with labels -1 and 1.
 */
export interface Place {
  slopes: Float64Array;
  constant: number;
  classOffset?: number;
}

/** Sums over all rows at a place; `d[0]` is 1, then come the features. */
export interface PlaceSums {
  value: number;
  /** Sums of the loss's slope times `d[k]`, of a classification times the label. */
  slopes: Float64Array;
  /** Sums of its second derivative times `d[j] d[k]`, row-major, of order 2. */
  curvatures: Float64Array;
}

/** Rows whose residual at a place lies within a reach of zero, and sums of the others. */
export interface NearRows {
  /** Each feature, then the target less its center, or the label of a classification. */
  columns: Float64Array[];
  /** How often each of these rows occurs. */
  counts: Float64Array;
  /** Of the rows above and of those below: their number, and the sum of each of the columns; of a
   * classification of the features times the label. */
  above: { count: number; sums: Float64Array };
  below: { count: number; sums: Float64Array };
}

/** A weight's column on the plane: `slope d[feature] + constant`; the constant alone of an intercept. */
export interface PlaneColumn {
  feature: number;
  slope: number;
  constant: number;
}

/** A grid around a place: weights' changes, evenly spaced along the first axis. */
export interface RemoteGrid {
  place: Place;
  first: PlaneColumn;
  second: PlaneColumn;
  /**
   * Changes of the first weight: at point `origin`, the nearest to the place so that residuals there
   * keep their digits, and from each point to the next.
   */
  start: number;
  step: number;
  origin: number;
  count: number;
  /** What rounding took of each position, in steps from the origin. */
  rest: Float64Array;
  /** Changes of the second weight. */
  lines: Float64Array;
}

/** Rows on a plane: residuals at the grid's place, and what the two weights' changes are multiplied with. */
export interface PlaneRows {
  residual: Float64Array;
  first: Float64Array;
  second: Float64Array;
}

/** Cells of a grid's lines: which line, which cell, and for each of them some sums. */
export type CellSums = { line: number; cell: number; sums: number[] }[];

/** A table whose rows stay where they are and answer with sums. */
export interface RemoteRows {
  /** Of the features and the target: `d = (column - center) / scale`. The target's scale is 1. */
  center: Float64Array;
  scale: Float64Array;
  /** How many rows may be fetched. */
  mostRows: number;
  /** Numbers of rows whose target is 1, 0, -1, and anything else. */
  labels(): Promise<{ ones: number; zeros: number; minusOnes: number; others: number }>;
  sums(loss: RowLoss, place: Place, order: 0 | 1 | 2): Promise<PlaceSums>;
  /** Of a parabola above the loss that touches it at the residual, in place of its second derivative. */
  sumsAbove(loss: RowLoss, place: Place): Promise<PlaceSums>;
  /** Sums of the loss alone at shares of the way between two places. */
  along(loss: RowLoss, from: Place, to: Place, shares: Float64Array): Promise<Float64Array>;
  /** @returns undefined where more than `mostRows` different rows are near */
  near(place: Place, reach: number): Promise<NearRows | undefined>;
  /** How many rows beyond `reach` on one side at `before` are not beyond `bend` on that side at `after`. */
  crossed(before: Place, reach: number, after: Place, bend: number): Promise<number>;
  /** The smallest and the largest residual, and how many are below `bound`. */
  extremes(place: Place, bound: number): Promise<{ min: number; max: number; below: number }>;
  /**
   * Losses of straight lines, by the cell that holds a row's zero: sums of the distances to the cell's
   * right end, to its left end, and of the steepness of those that count on the right and on the left.
   */
  lineCells(low: -1 | 0, grid: RemoteGrid): Promise<CellSums>;
  /** Huber's: by the first grid point within `bend`, and by the first one beyond it. */
  parabolaCells(bend: number, grid: RemoteGrid): Promise<{ entering: CellSums; leaving: CellSums }>;
  /** Sums of the loss at every point, line by line. */
  points(loss: RowLoss, grid: RemoteGrid): Promise<Float64Array>;
  /**
   * All rows on a grid's plane, block after block, with the share of them that went by; of an engine
   * that hands them over faster than it sums.
   */
  stream?(grid: RemoteGrid, visit: (rows: PlaneRows, fraction: number) => void): Promise<void>;
}
