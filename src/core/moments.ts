import { InputError } from "./errors.ts";
import { sum } from "./sums.ts";
import type { Dataset } from "./dataset.ts";

/** All that a mean squared error depends on of a table, and the extent of its columns. */
export interface Moments {
  /** Number of rows. */
  n: number;
  /** The features in order, then the target. */
  columns: string[];
  mean: Float64Array;
  /** What rounding took of each mean: the exact mean is `mean + meanRest`. */
  meanRest: Float64Array;
  /** Population covariances, `columns.length²` values, symmetric. */
  covariance: Float64Array;
  min: Float64Array;
  max: Float64Array;
}

/** Sums over rows of `d_k = column_k - center_k` and of `d_j d_k`. */
export interface ShiftedSums {
  n: number;
  columns: string[];
  center: Float64Array;
  sums: Float64Array;
  /** Symmetric, `columns.length²` values. */
  products: Float64Array;
  min: Float64Array;
  max: Float64Array;
}

/**
 * Moments from sums about centers near the means; what a center misses of its mean is corrected.
 *
 * Source: Chan, Golub and LeVeque, The American Statistician 37 (1983).
 */
export function momentsFromSums(shifted: ShiftedSums): Moments {
  const { n, columns, center, sums, products, min, max } = shifted;
  const size = columns.length;
  const shift = sums.map((value) => value / n);
  const mean = center.map((value, k) => value + shift[k]);
  const meanRest = mean.map((value, k) => shift[k] - (value - center[k]));
  const covariance = products.map((value, at) => {
    const [j, k] = [Math.floor(at / size), at % size];
    return value / n - shift[j] * shift[k];
  });
  return { n, columns, mean, meanRest, covariance, min, max };
}

/** The moments of rows in memory, in two passes. */
export function momentsOfRows(dataset: Dataset): Moments {
  const all = [...dataset.columns, dataset.target];
  const n = dataset.rowCount;
  if (n === 0) throw new InputError("the table has no rows");
  const size = all.length;
  const center = Float64Array.from(all, (column) => sum(column) / n);
  const centered = all.map((column, k) => column.map((value) => value - center[k]));
  const products = new Float64Array(size * size);
  const scratch = new Float64Array(n);
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      for (let row = 0; row < n; row++) scratch[row] = centered[j][row] * centered[k][row];
      products[j * size + k] = products[k * size + j] = sum(scratch);
    }
  }
  return momentsFromSums({
    n,
    columns: [...dataset.featureNames, dataset.targetName],
    center,
    sums: Float64Array.from(centered, sum),
    products,
    min: Float64Array.from(all, (column) => column.reduce((a, b) => Math.min(a, b))),
    max: Float64Array.from(all, (column) => column.reduce((a, b) => Math.max(a, b))),
  });
}

/**
 * The moments of two tables as one.
 *
 * Source: Chan, Golub and LeVeque, COMPSTAT 1982.
 *
 * @throws InputError where their columns differ
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const differs = a.columns.length !== b.columns.length;
  const at = a.columns.findIndex((name, k) => name !== b.columns[k]);
  if (differs || at >= 0) {
    throw new InputError(
      `moments of different columns: ${a.columns.join(", ")} and ${b.columns.join(", ")}`,
    );
  }
  const size = a.columns.length;
  const n = a.n + b.n;
  const share = b.n / n;
  const gap = a.mean.map((mean, k) => b.mean[k] - mean + (b.meanRest[k] - a.meanRest[k]));
  const covariance = a.covariance.map((value, at) => {
    const [j, k] = [Math.floor(at / size), at % size];
    return value * (1 - share) + b.covariance[at] * share + gap[j] * gap[k] * share * (1 - share);
  });
  const shift = gap.map((value, k) => value * share + a.meanRest[k]);
  const mean = a.mean.map((value, k) => value + shift[k]);
  const meanRest = mean.map((value, k) => shift[k] - (value - a.mean[k]));
  const min = a.min.map((value, k) => Math.min(value, b.min[k]));
  const max = a.max.map((value, k) => Math.max(value, b.max[k]));
  return { n, columns: a.columns, mean, meanRest, covariance, min, max };
}

/**
 * The moments of some of the columns.
 *
 * @throws InputError for a name that is not there
 */
export function chosenMoments(moments: Moments, features?: string[], target?: string): Moments {
  const { columns } = moments;
  const last = target ?? columns.findLast((name) => !features?.includes(name)) ?? "";
  const names = [...(features ?? columns.filter((name) => name !== last)), last];
  const places = names.map((name) => {
    const place = columns.indexOf(name);
    if (place >= 0) return place;
    throw new InputError(
      `the moments have no column "${name}"; their columns are ${columns.join(", ")}`,
    );
  });
  const pick = (values: Float64Array) => Float64Array.from(places, (k) => values[k]);
  return {
    n: moments.n,
    columns: names,
    mean: pick(moments.mean),
    meanRest: pick(moments.meanRest),
    covariance: Float64Array.from(
      places.flatMap((j) => places.map((k) => moments.covariance[j * columns.length + k])),
    ),
    min: pick(moments.min),
    max: pick(moments.max),
  };
}
