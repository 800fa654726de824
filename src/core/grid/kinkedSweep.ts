/**
 * Along one grid row the loss of a table's row is a function of its distance from the weight where
 * its residual is zero: first half a square, up to `reach`, then a straight line. `mae` and `hinge`
 * have reach 0 and slope 1, and `hinge` counts positive residuals only.
 */
export interface KinkedLoss {
  reach: number;
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
  private readonly inverseStep: number;
  private readonly inverseColumn: Float64Array;

  /**
   * @param x the weights of the grid row, ascending and evenly spaced
   * @param column what a weight is multiplied with, one value a table row
   */
  constructor(
    private readonly x: Float64Array,
    private readonly column: Float64Array,
    private readonly loss: KinkedLoss,
  ) {
    const step = (x[x.length - 1] - x[0]) / (x.length - 1);
    this.inverseStep = step > 0 ? 1 / step : 0;
    this.inverseColumn = new Float64Array(column.length);
    for (let row = 0; row < column.length; row++) this.inverseColumn[row] = 1 / column[row];
    this.right = arrivals(x.length);
    this.left = arrivals(x.length);
  }

  /** Adds `sum over rows of loss(rest[row] - column[row] * x[j])` to `into[offset + j]`. */
  addTo(into: Float64Array, offset: number, rest: Float64Array): void {
    const constant = this.loss.reach === 0 ? this.enterLines(rest) : this.enterParabolas(rest);
    const count = this.x.length;
    for (let j = 0; j < count; j++) into[offset + j] += constant;
    this.sweep(this.right, into, offset, 0, count, 1);
    this.sweep(this.left, into, offset, count - 1, -1, -1);
  }

  /** Rows whose loss is a straight line on either side of its zero; returns what does not vary. */
  private enterLines(rest: Float64Array): number {
    const { x, column, inverseColumn, inverseStep } = this;
    const { countsNegative } = this.loss;
    const right = this.right.lines;
    const left = this.left.lines;
    const count = x.length;
    const first = x[0];
    const last = x[count - 1];
    let constant = 0;
    // Rows whose zero lies outside the window are summed apart: they would all meet in two places.
    let above = 0;
    let aboveSlope = 0;
    let below = 0;
    let belowSlope = 0;
    for (let row = 0; row < rest.length; row++) {
      const a = column[row];
      const residual = rest[row];
      const zero = residual * inverseColumn[row];
      const steepness = Math.abs(a);
      // To the right of its zero a row with a > 0 has a negative residual.
      const countsRight = countsNegative || a < 0;
      const countsLeft = countsNegative || a > 0;
      if (!(Math.abs(zero) < Infinity)) {
        if (countsNegative || residual > 0) constant += Math.abs(residual);
      } else if (zero <= first) {
        if (countsRight) {
          above += Math.abs(residual - a * first);
          aboveSlope += steepness;
        }
      } else if (zero > last) {
        if (countsLeft) {
          below += Math.abs(residual - a * last);
          belowSlope += steepness;
        }
      } else {
        let cell = Math.ceil((zero - first) * inverseStep);
        while (cell > 1 && x[cell - 1] >= zero) cell--;
        while (x[cell] < zero) cell++;
        if (countsRight) {
          right[2 * cell] += Math.abs(residual - a * x[cell]);
          right[2 * cell + 1] += steepness;
        }
        if (countsLeft) {
          left[2 * cell - 2] += Math.abs(residual - a * x[cell - 1]);
          left[2 * cell - 1] += steepness;
        }
      }
    }
    right[0] += above;
    right[1] += aboveSlope;
    left[2 * count - 2] += below;
    left[2 * count - 1] += belowSlope;
    return constant;
  }

  /** Rows whose loss is half a square up to `reach`; returns what does not vary. */
  private enterParabolas(rest: Float64Array): number {
    const { x, column, inverseColumn, inverseStep } = this;
    const { reach } = this.loss;
    let constant = 0;
    for (let row = 0; row < rest.length; row++) {
      const a = column[row];
      const residual = rest[row];
      const zero = residual * inverseColumn[row];
      const width = reach * Math.abs(inverseColumn[row]);
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
    { lines: lineArrivals, curve, leaving }: Arrivals,
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
      lines += lineArrivals[2 * j];
      lineSlope += lineArrivals[2 * j + 1];
      const at = 3 * j;
      squares += curve[at];
      squareSlope += curve[at + 1];
      squareCurve += curve[at + 2];
      into[offset + j] += lines + squares;
      squares -= leaving[at];
      squareSlope -= leaving[at + 1];
      squareCurve -= leaving[at + 2];
    }
    lineArrivals.fill(0);
    curve.fill(0);
    leaving.fill(0);
  }
}

/** What joins a sweep at each grid point, and what leaves it after that point. */
interface Arrivals {
  /** Of straight parts, two values a point: loss, slope. */
  lines: Float64Array;
  /** Of half squares, three values a point: loss, slope, second derivative. */
  curve: Float64Array;
  leaving: Float64Array;
}

function arrivals(count: number): Arrivals {
  return {
    lines: new Float64Array(2 * count),
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
  { lines, curve, leaving }: Arrivals,
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
    lines[2 * bend] += reach * (Math.abs(residual - a * x[bend]) - 0.5 * reach);
    lines[2 * bend + 1] += reach * steepness;
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
