/**
 * Along one grid row the loss of a table's row is a function of its distance from the weight where
 * its residual is zero: first half a square, up to `reach`, then a straight line. `mae` and `hinge`
 * have reach 0, and `hinge` counts positive residuals only.
 */
export interface KinkedLoss {
  reach: number;
  /** Slope of the straight part in the residual. */
  slope: number;
  countsNegative: boolean;
}

/**
 * Sums one grid row of a piecewise linear and quadratic loss in O(n + G).
 *
 * Each table row is put in the cell of the grid that holds its zero residual. From there the sweep
 * to the right carries all rows whose zero it has passed, the sweep to the left the others. Away from
 * its zero a row's loss only grows, so both sweeps add terms that are never negative: nothing
 * cancels, however large the offsets, and what enters a sweep is computed from the residual itself.
 */
export class KinkedSweep {
  private readonly right: Arrivals;
  private readonly left: Arrivals;
  private readonly step: number;
  private readonly x: Float64Array;
  private readonly loss: KinkedLoss;

  /** @param x the weights of the grid row, ascending and evenly spaced */
  constructor(x: Float64Array, loss: KinkedLoss) {
    this.x = x;
    this.loss = loss;
    this.step = x.length > 1 ? (x[x.length - 1] - x[0]) / (x.length - 1) : 0;
    this.right = arrivals(x.length);
    this.left = arrivals(x.length);
  }

  /**
   * Adds `sum over rows of loss(rest[row] - column[row] * x[j])` to `into[offset + j]`.
   */
  addTo(into: Float64Array, offset: number, rest: Float64Array, column: Float64Array): void {
    const constant =
      this.loss.reach === 0 ? this.enterLines(rest, column) : this.enterParabolas(rest, column);
    const count = this.x.length;
    for (let j = 0; j < count; j++) into[offset + j] += constant;
    this.sweep(this.right, into, offset, 0, count, 1);
    this.sweep(this.left, into, offset, count - 1, -1, -1);
  }

  /** Rows whose loss is a straight line on either side of its zero; returns what does not vary. */
  private enterLines(rest: Float64Array, column: Float64Array): number {
    const { x, right, left } = this;
    const { countsNegative, slope } = this.loss;
    const count = x.length;
    const first = x[0];
    const inverseStep = this.step > 0 ? 1 / this.step : 0;
    let constant = 0;
    for (let row = 0; row < rest.length; row++) {
      const a = column[row];
      const residual = rest[row];
      const zero = residual / a;
      if (!(Math.abs(zero) < Infinity)) {
        if (countsNegative || residual > 0) constant += slope * Math.abs(residual);
        continue;
      }
      let cell = Math.ceil((zero - first) * inverseStep);
      cell = cell > 0 ? (cell < count ? cell : count) : 0;
      while (cell > 0 && x[cell - 1] >= zero) cell--;
      while (cell < count && x[cell] < zero) cell++;
      // To the right of its zero a row with a > 0 has a negative residual.
      const steepness = slope * Math.abs(a);
      if (cell < count && (countsNegative || a < 0)) {
        right.value[cell] += slope * Math.abs(residual - a * x[cell]);
        right.slope[cell] += steepness;
      }
      if (cell > 0 && (countsNegative || a > 0)) {
        left.value[cell - 1] += slope * Math.abs(residual - a * x[cell - 1]);
        left.slope[cell - 1] += steepness;
      }
    }
    return constant;
  }

  /** Rows whose loss is half a square up to `reach`; returns what does not vary. */
  private enterParabolas(rest: Float64Array, column: Float64Array): number {
    const { x } = this;
    const { reach } = this.loss;
    const inverseStep = this.step > 0 ? 1 / this.step : 0;
    let constant = 0;
    for (let row = 0; row < rest.length; row++) {
      const a = column[row];
      const residual = rest[row];
      const zero = residual / a;
      const width = reach / Math.abs(a);
      if (!(Math.abs(zero) + width < Infinity)) {
        const magnitude = Math.abs(residual);
        constant +=
          magnitude <= reach ? 0.5 * residual * residual : reach * (magnitude - 0.5 * reach);
        continue;
      }
      const cell = cellOf(x, zero, inverseStep);
      enterParabola(
        this.right,
        x,
        cell,
        cellOf(x, zero + width, inverseStep),
        1,
        residual,
        a,
        reach,
      );
      const lowEnd = cellOf(x, zero - width, inverseStep) - 1;
      enterParabola(this.left, x, cell - 1, lowEnd, -1, residual, a, reach);
    }
    return constant;
  }

  /** Carries what has arrived from `first` to before `end`, and empties the arrivals. */
  private sweep(
    { value, slope, curve, leaving }: Arrivals,
    into: Float64Array,
    offset: number,
    first: number,
    end: number,
    direction: 1 | -1,
  ): void {
    const { x } = this;
    let lines = 0;
    let lineSlope = 0;
    let squares = 0;
    let squareSlope = 0;
    let squareCurve = 0;
    for (let j = first; j !== end; j += direction) {
      if (j !== first) {
        const distance = Math.abs(x[j] - x[j - direction]);
        lines += distance * lineSlope;
        squares += distance * (squareSlope + 0.5 * distance * squareCurve);
        squareSlope += distance * squareCurve;
      }
      lines += value[j];
      lineSlope += slope[j];
      const at = 3 * j;
      squares += curve[at];
      squareSlope += curve[at + 1];
      squareCurve += curve[at + 2];
      into[offset + j] += lines + squares;
      squares -= leaving[at];
      squareSlope -= leaving[at + 1];
      squareCurve -= leaving[at + 2];
    }
    value.fill(0);
    slope.fill(0);
    curve.fill(0);
    leaving.fill(0);
  }
}

/** What joins a sweep at each grid point, and what leaves it after that point. */
interface Arrivals {
  /** Of straight parts: loss and slope. */
  value: Float64Array;
  slope: Float64Array;
  /** Of half squares, three values a point: loss, slope, second derivative. */
  curve: Float64Array;
  leaving: Float64Array;
}

function arrivals(count: number): Arrivals {
  return {
    value: new Float64Array(count),
    slope: new Float64Array(count),
    curve: new Float64Array(3 * count),
    leaving: new Float64Array(3 * count),
  };
}

/**
 * One row's way through a sweep: a half square from grid point `first` to before `bend`, a straight
 * line from `bend` on. A square that meets one grid point only is added there as a number, so that
 * what later leaves the sweep is never larger than what the line adds.
 */
function enterParabola(
  { value, slope, curve, leaving }: Arrivals,
  x: Float64Array,
  first: number,
  bend: number,
  direction: 1 | -1,
  residual: number,
  a: number,
  reach: number,
): void {
  const count = x.length;
  if (first < 0 || first >= count) return;
  const bends = bend >= 0 && bend < count;
  const steepness = Math.abs(a);
  if (first !== bend) {
    const magnitude = Math.abs(residual - a * x[first]);
    const last = bend - direction;
    const enters = 3 * first;
    curve[enters] += 0.5 * magnitude * magnitude;
    if (last === first) {
      leaving[enters] += 0.5 * magnitude * magnitude;
    } else {
      curve[enters + 1] += steepness * magnitude;
      curve[enters + 2] += steepness * steepness;
      if (bends) {
        const atLast = Math.abs(residual - a * x[last]);
        const leaves = 3 * last;
        leaving[leaves] += 0.5 * atLast * atLast;
        leaving[leaves + 1] += steepness * atLast;
        leaving[leaves + 2] += steepness * steepness;
      }
    }
  }
  if (bends) {
    value[bend] += reach * (Math.abs(residual - a * x[bend]) - 0.5 * reach);
    slope[bend] += reach * steepness;
  }
}

/** Index of the first grid point not below `position`; `x.length` where there is none. */
function cellOf(x: Float64Array, position: number, inverseStep: number): number {
  const count = x.length;
  const guess = Math.ceil((position - x[0]) * inverseStep);
  let cell = guess > 0 ? (guess < count ? guess : count) : 0;
  while (cell > 0 && x[cell - 1] >= position) cell--;
  while (cell < count && x[cell] < position) cell++;
  return cell;
}
