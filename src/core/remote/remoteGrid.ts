import { streamedGrid } from "./streamedGrid.ts";
import type { CellSums, RemoteGrid, RemoteRows, RowLoss } from "./remoteRows.ts";

/** Cells or points that one answer may hold. */
const MOST_ANSWERS = 40_000;
/** Engines limit the parts of a query that lists its lines. */
const MOST_LINES = 400;

/**
 * Sums of a loss over all rows at each point of a grid, line by line. Of losses with kinks the engine
 * puts each row in a cell of each line; sweeps over the cells give the sums at all points, as
 * `KinkedSweep` does for rows in memory.
 *
 * @param grid around the place of its origin
 * @param onProgress told the share of the lines that are done
 */
export async function remoteGrid(
  rows: RemoteRows,
  loss: RowLoss,
  grid: RemoteGrid,
  onProgress: (fraction: number) => void,
): Promise<Float64Array> {
  if (rows.stream) return streamedGrid(rows.stream, loss, grid, onProgress);
  const { count, lines } = grid;
  const sums = new Float64Array(count * lines.length);
  const perQuery = Math.max(1, Math.min(MOST_LINES, Math.floor(MOST_ANSWERS / (count + 2))));
  for (let first = 0; first < lines.length; first += perQuery) {
    const part = { ...grid, lines: lines.slice(first, first + perQuery) };
    sums.set(await partOf(rows, loss, part), first * count);
    onProgress(Math.min(1, (first + perQuery) / lines.length));
  }
  return sums;
}

async function partOf(rows: RemoteRows, loss: RowLoss, grid: RemoteGrid): Promise<Float64Array> {
  if (loss.form === "logistic") return rows.points(loss, grid);
  const { count, lines, rest } = grid;
  const sums = new Float64Array(count * lines.length);
  const lineOf = (line: number) => sums.subarray(line * count, (line + 1) * count);
  if (loss.bend === 0) {
    const cells = await rows.lineCells(loss.low, grid);
    byLine(cells, lines.length).forEach((ofLine, line) => sweepLines(lineOf(line), ofLine, rest));
    return sums;
  }
  const { entering, leaving } = await rows.parabolaCells(loss.bend, grid);
  const left = byLine(leaving, lines.length);
  byLine(entering, lines.length).forEach((ofLine, line) => {
    sweepParabolas(lineOf(line), ofLine, left[line], loss.bend, rest);
  });
  return sums;
}

function byLine(cells: CellSums, lineCount: number): CellSums[] {
  const lines: CellSums[] = Array.from({ length: lineCount }, () => []);
  for (const cell of cells) lines[cell.line].push(cell);
  return lines;
}

/** Cell -1 holds what does not vary; what arrives at a point is carried on, a step at a time. */
function sweepLines(into: Float64Array, cells: CellSums, rest: Float64Array): void {
  const right = new Arrivals(into.length);
  const left = new Arrivals(into.length);
  for (const { cell, sums } of cells) {
    if (cell < 0) into.forEach((_, j) => (into[j] += sums[0]));
    else {
      right.add(cell, sums[0], sums[2]);
      left.add(cell - 1, sums[1], sums[3]);
    }
  }
  right.sweep(into, rest, 1);
  left.sweep(into, rest, -1);
}

/** Straight parts that join a sweep at each point: their loss there and its growth a step. */
class Arrivals {
  private readonly values: Float64Array;
  private readonly slopes: Float64Array;

  constructor(private readonly count: number) {
    this.values = new Float64Array(count);
    this.slopes = new Float64Array(count);
  }

  add(point: number, value: number, slope: number): void {
    if (point < 0 || point >= this.count) return;
    this.values[point] += value;
    this.slopes[point] += slope;
  }

  sweep(into: Float64Array, rest: Float64Array, direction: 1 | -1): void {
    const { count, values, slopes } = this;
    let value = 0;
    let slope = 0;
    for (let step = 0; step < count; step++) {
      const j = direction > 0 ? step : count - 1 - step;
      value += slope + values[j];
      slope += slopes[j];
      into[j] += value + direction * rest[j] * slope;
    }
  }
}

/**
 * `entering`: by the first point within the bend, sums of `[distance, steepness, 1]` of the straight
 * part before it, `[r², r B, B²]` of rows that are within at two points or more, and `r²` of those at
 * one; `leaving`: by the first point beyond, the straight part's and `[r², r B, B²]` at the point before.
 */
function sweepParabolas(
  into: Float64Array,
  entering: CellSums,
  leaving: CellSums,
  bend: number,
  rest: Float64Array,
): void {
  const count = into.length;
  const right = new Arrivals(count);
  const left = new Arrivals(count);
  const enter = new Float64Array(3 * count);
  const leave = new Float64Array(3 * count);
  const lineValue = (distance: number, number: number) => distance - 0.5 * bend * number;
  for (const { cell, sums } of entering) {
    if (cell < 0) {
      into.forEach((_, j) => (into[j] += sums[0]));
      continue;
    }
    left.add(cell - 1, lineValue(sums[0], sums[2]), sums[1]);
    if (cell >= count) continue;
    for (let k = 0; k < 3; k++) enter[3 * cell + k] += sums[3 + k];
    into[cell] += (0.5 * sums[6]) / bend;
  }
  for (const { cell, sums } of leaving) {
    right.add(cell, lineValue(sums[0], sums[2]), sums[1]);
    if (cell < 1) continue;
    for (let k = 0; k < 3; k++) leave[3 * (cell - 1) + k] += sums[3 + k];
  }
  right.sweep(into, rest, 1);
  left.sweep(into, rest, -1);

  // Residuals fall by B a step: r² becomes r² - 2 r B + B².
  let [squares, products, curve] = [0, 0, 0];
  for (let j = 0; j < count; j++) {
    squares += curve - 2 * products + enter[3 * j];
    products += enter[3 * j + 1] - curve;
    curve += enter[3 * j + 2];
    into[j] += (0.5 * squares - rest[j] * products) / bend;
    squares -= leave[3 * j];
    products -= leave[3 * j + 1];
    curve -= leave[3 * j + 2];
  }
}
