import * as core from "../core/computeLandscapes.ts";
import type { Dataset } from "../core/dataset.ts";
import type { Landscape } from "../core/landscape.ts";
import type { LandscapeGiven } from "../core/landscapeOptions.ts";
import type { TableSummary } from "../core/tableSummary.ts";
import type { FillElsewhere } from "../core/grid/logisticGrid.ts";

/** Loaded where a grid is long: threads take milliseconds to load. */
const fillOnThreads: FillElsewhere = async (task, onProgress) =>
  (await import("./logisticThreads.ts")).fillOnThreads(task, onProgress);

/**
 * One landscape for each loss, penalty and scaler: grid, optimum, curvature, paths. Long grids of the
 * logistic loss are computed on a thread for each processor.
 *
 * @param data rows, or for mse a table's moments
 * @param given what is left out takes its default; the window is `auto` for data of one's own
 * @param onProgress told the share of the work that is done, from 0 to 1
 * @throws InputError where an option is wrong, or does not suit the data
 */
export function computeLandscapes(
  data: Dataset | TableSummary,
  given?: LandscapeGiven,
  onProgress?: (fraction: number) => void,
): Promise<Landscape[]> {
  return core.computeLandscapes(data, given, onProgress, fillOnThreads);
}
