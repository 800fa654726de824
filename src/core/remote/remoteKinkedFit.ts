import type { KinkedProblem } from "../fit/interiorPoint.ts";
import { fitKinkedRows } from "../fit/kinkedFit.ts";
import { penalty } from "../problem.ts";
import type { FittedOptimum } from "../fit/fittedOptimum.ts";
import type { RemoteModel } from "./remoteModel.ts";
import { remoteNewton } from "./remoteNewton.ts";
import type { NearRows, Place } from "./remoteRows.ts";

/** Newton steps at each bend. */
const MOST_STEPS = 40;
/** A gap as good as none. */
const CERTAIN = 1e-12;
/** Below this share of the first bend rows within it are ties: no smaller one parts them. */
const TIED = 1e-12;
const MOST_ROUNDS = 4;
/** Rows a weight that are too few to tell where the optimum lies. */
const FEW_ROWS = 20;
const WIDER = 3;
/** A slope below this share of a column's size is rounding. */
const FLAT = 1e-12;

/**
 * The least value of a loss with kinks over rows that stay where they are. First the loss with its
 * kinks rounded off, by Newton's method, less and less; then, as soon as few rows lie near their
 * kinks, exactly: those rows are fetched, the others act like their sums, and one query tells whether
 * any of these has changed sides. Where too many lie on their kinks, the kinks are rounded off so
 * little that it does not show.
 *
 * Source: Portnoy and Koenker, Statistical Science 12 (1997), section 5, which finds the first fit
 * from a sample; rounded kinks: Madsen and Nielsen, SIAM J. Optim. 3 (1993).
 *
 * @param kept indices of the weights to use; without a penalty their columns must be independent
 */
export async function remoteKinkedFit(
  model: RemoteModel,
  bend: number,
  low: -1 | 0,
  start: Float64Array,
  kept: number[],
  firstBend: number,
): Promise<FittedOptimum> {
  const { rows, steepness, rowCount } = model;
  const target = rows.mostRows / 2;
  let reach = Math.max(bend, firstBend);
  let weights = start;
  for (;;) {
    const isLast = reach === bend || reach <= TIED * firstBend;
    const rowLoss = { form: "kinked", low, bend: reach } as const;
    const accuracy = isLast ? 1e-15 : 1e-5;
    const fit = await remoteNewton(model, rowLoss, weights, kept, accuracy, MOST_STEPS);
    weights = fit.weights;
    if (fit.loss === 0) return { weights, exists: true, unique: false, gap: 0 };
    const inside = fit.sums.curvatures[0] * reach;
    // Rounding off the kinks took at most half the bend from the loss of each row within it.
    const gap = fit.gap + (steepness * inside * (reach - bend)) / (2 * rowCount * fit.loss);
    const smooth = { weights, exists: true, unique: fit.isDefinite, gap };
    if (isLast && gap < CERTAIN) return smooth;
    if (inside <= target || isLast) {
      const exact = await exactFit(model, bend, low, weights, kept, reach);
      if (exact) return exact;
    }
    if (isLast) return smooth;
    const share = (0.7 * target) / inside;
    reach = Math.max(bend, reach * Math.min(0.5, Math.max(1 / 8, share)));
  }
}

/**
 * @param firstReach how far from its kink a row may lie to be fetched
 * @returns undefined where too many rows lie near, or some that do not change sides
 */
async function exactFit(
  model: RemoteModel,
  bend: number,
  low: -1 | 0,
  start: Float64Array,
  kept: number[],
  firstReach: number,
): Promise<FittedOptimum | undefined> {
  const { rows, rowLoss, rowCount, steepness } = model;
  let reach = firstReach;
  let from = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = model.placeOf(from);
    const near = await enoughRows(before);
    if (near === "flat") return { weights: from, exists: true, unique: false, gap: 0 };
    if (!near) return undefined;
    const problem = nearProblem(model, bend, low, near, kept);
    const fit = fitKinkedRows(problem, problem.offset.length - near.counts.length);
    const weights = new Float64Array(start.length);
    kept.forEach((k, position) => (weights[k] = fit.weights[position]));
    const after = model.placeOf(weights);
    const { value } = await rows.sums(rowLoss, after, 0);
    const loss = (steepness * value) / rowCount + penalty(model, weights);
    const crossed = await rows.crossed(before, bend + reach, after, bend);
    if (crossed === 0) {
      const gap = fit.excess === 0 ? 0 : (steepness * fit.excess) / rowCount / loss;
      return { weights, exists: true, unique: fit.unique, gap };
    }
    if (crossed <= near.counts.length) from = weights;
    reach *= WIDER;
  }
  return undefined;

  /** So many that they tell where the optimum lies; sets the reach. */
  async function enoughRows(place: Place): Promise<NearRows | "flat" | undefined> {
    let near = await rows.near(place, bend + reach);
    if (near?.counts.length === 0 && (await isFlat(place))) return "flat";
    const enough = FEW_ROWS * (kept.length + 1);
    let factor = WIDER;
    while (near && near.counts.length < enough && near.above.count + near.below.count > 0) {
      const wider = await rows.near(place, bend + reach * factor);
      if (wider) {
        reach *= factor;
        near = wider;
      } else if (factor < 1.01) return undefined;
      else factor = Math.sqrt(factor);
    }
    return near;
  }

  /** Whether the loss, of which no row lies near its kink, has no slope. */
  async function isFlat(place: Place): Promise<boolean> {
    if (model.l1 > 0 || model.l2 > 0) return false;
    const gradient = model.gradientOf(await rows.sums(rowLoss, place, 1));
    return gradient.every((slope, k) => Math.abs(slope) <= FLAT * sizeOf(model, k));
  }
}

function sizeOf({ columns, steepness }: RemoteModel, k: number): number {
  return steepness * Math.hypot(columns[k].slope, columns[k].constant);
}

/**
 * The near rows one by one, times how often they occur, the others as one row on each side, and the
 * penalties' rows.
 */
function nearProblem(
  model: RemoteModel,
  bend: number,
  low: -1 | 0,
  near: NearRows,
  kept: number[],
): KinkedProblem {
  const { columns, rows, loss, l1, l2, interceptIndex, rowCount, steepness } = model;
  const { counts } = near;
  const last = rows.center.length - 1;
  const groups = [near.above, ...(low === 0 ? [] : [near.below])].filter(({ count }) => count > 0);
  const slopes = kept.filter((k) => k !== interceptIndex);
  const lassoCount = l1 > 0 ? slopes.length : 0;
  const ridgeCount = l2 > 0 ? slopes.length : 0;
  const firstGroup = counts.length;
  const firstLasso = firstGroup + groups.length;
  const firstRidge = firstLasso + lassoCount;
  const height = firstRidge + ridgeCount;
  const labels = near.columns[last];
  const isClass = loss.classOffset !== undefined;

  const offset = new Float64Array(height);
  for (let row = 0; row < firstGroup; row++) {
    const own = loss.classOffset ?? near.columns[last][row] + rows.center[last];
    offset[row] = counts[row] * own;
  }
  groups.forEach(({ count, sums }, g) => {
    offset[firstGroup + g] = isClass
      ? (loss.classOffset ?? 0) * count
      : sums[last] + rows.center[last] * count;
  });
  const typical = offset.reduce((total, value) => total + Math.abs(value), 0) / rowCount || 1;
  const ridge = (rowCount * l2) / steepness;
  const ridgeRow = Math.sqrt(ridge * rowCount * typical);

  const tall = kept.map((k) => {
    const { feature, slope, constant } = columns[k];
    const column = new Float64Array(height);
    for (let row = 0; row < firstGroup; row++) {
      const label = isClass ? labels[row] : 1;
      const along = feature < 0 ? 0 : slope * near.columns[feature][row];
      column[row] = counts[row] * label * (along + constant);
    }
    groups.forEach(({ count, sums }, g) => {
      const along = feature < 0 ? 0 : slope * sums[feature];
      column[firstGroup + g] = along + constant * (isClass ? sums[last] : count);
    });
    const position = slopes.indexOf(k);
    if (position >= 0 && l1 > 0) column[firstLasso + position] = (rowCount * l1) / steepness;
    if (position >= 0 && l2 > 0) column[firstRidge + position] = ridgeRow;
    return column;
  });

  const lows = new Float64Array(height).fill(-1);
  const high = new Float64Array(height).fill(1);
  const bends = new Float64Array(height);
  for (let row = 0; row < firstGroup; row++) bends[row] = bend * counts[row];
  lows.fill(low, 0, firstLasso);
  lows.fill(-Infinity, firstRidge);
  high.fill(Infinity, firstRidge);
  bends.fill((rowCount * typical) / 2, firstRidge);
  return { columns: tall, offset, low: lows, high, bend: bends };
}
