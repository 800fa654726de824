import { KinkedSweep } from "../grid/kinkedSweep.ts";
import { logisticRows } from "../grid/logisticGrid.ts";
import type { PlaneRows, RemoteGrid, RemoteRows, RowLoss } from "./remoteRows.ts";

/**
 * Sums of a loss over all rows at each point of a grid, line by line, as of rows in memory: these go by
 * in blocks, and each block's sums are added.
 *
 * @param stream of an engine in this process
 * @param onProgress told the share of the rows that went by
 */
export async function streamedGrid(
  stream: NonNullable<RemoteRows["stream"]>,
  loss: RowLoss,
  grid: RemoteGrid,
  onProgress: (fraction: number) => void,
): Promise<Float64Array> {
  const { start, step, origin, rest, lines } = grid;
  const x = rest.map((part, j) => start + (j - origin + part) * step);
  const sums = new Float64Array(x.length * lines.length);
  await stream(grid, (rows, fraction) => {
    if (loss.form === "logistic") addLogistic(sums, rows, x, lines);
    else addKinked(sums, rows, loss, x, lines);
    onProgress(fraction);
  });
  return sums;
}

function addKinked(
  into: Float64Array,
  { residual, first, second }: PlaneRows,
  { low, bend }: Extract<RowLoss, { form: "kinked" }>,
  x: Float64Array,
  lines: Float64Array,
): void {
  const sweep = new KinkedSweep(x, first, { reach: bend, countsNegative: low < 0 });
  // Within the bend the sweep takes half a square, which is the row's loss times the bend.
  const share = bend > 0 ? 1 / bend : 1;
  const onLine = new Float64Array(residual.length);
  const ofLine = new Float64Array(x.length);
  lines.forEach((w2, line) => {
    for (let row = 0; row < onLine.length; row++) onLine[row] = residual[row] - second[row] * w2;
    ofLine.fill(0);
    sweep.addTo(ofLine, 0, onLine);
    for (let j = 0; j < x.length; j++) into[line * x.length + j] += share * ofLine[j];
  });
}

function addLogistic(
  into: Float64Array,
  { residual, first, second }: PlaneRows,
  x: Float64Array,
  lines: Float64Array,
): void {
  const sums = new Float64Array(into.length);
  const fill = logisticRows({ first, second, rest: residual, x, y: lines, sums });
  for (let line = 0; line < lines.length; line++) fill(line);
  for (let at = 0; at < sums.length; at++) into[at] += sums[at];
}
