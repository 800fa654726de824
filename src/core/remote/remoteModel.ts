import { InputError, option } from "../errors.ts";
import { designFactor, type DesignFactor } from "../fit/designFactor.ts";
import type { LossOptions } from "../linearProblem.ts";
import { exactResiduals } from "../linalg/exactResiduals.ts";
import { LOSSES } from "../losses/losses.ts";
import type { Kinks, LossTraits } from "../losses/lossTraits.ts";
import type { LinearProblem } from "../problem.ts";
import type { FittedScaler } from "../scalers/scaler.ts";
import { summaryProblem, type TableSummary } from "../tableSummary.ts";
import { quoted } from "../wording.ts";
import type { Place, PlaceSums, PlaneColumn, RemoteRows, RowLoss } from "./remoteRows.ts";

/** A linear model with its loss over rows that stay where they are. */
export interface RemoteModel {
  summary: TableSummary;
  rows: RemoteRows;
  scaler: FittedScaler;
  rowCount: number;
  loss: LossTraits;
  /** Of one row; the loss is `steepness` times it. */
  rowLoss: RowLoss;
  steepness: number;
  l1: number;
  l2: number;
  weightNames: string[];
  /** Index of the intercept's weight, -1 without one. */
  interceptIndex: number;
  /** A few rows with the table's second moments, for all that squares alone determine. */
  condensed: LinearProblem;
  design: DesignFactor;
  /** Each weight's column: a feature as scaled, or 1. */
  columns: PlaneColumn[];
  placeOf(weights: Float64Array): Place;
  /** The gradient of the mean loss, without penalties. */
  gradientOf(sums: PlaceSums): Float64Array;
}

/** @throws InputError where the target does not suit the loss */
export async function remoteModel(
  summary: TableSummary,
  rows: RemoteRows,
  scaler: FittedScaler,
  options: LossOptions,
): Promise<RemoteModel> {
  const { center, scale } = rows;
  const { loss: name, delta, l1, l2 } = options;
  const loss: LossTraits = LOSSES[name];
  if (loss.classOffset !== undefined) await checkLabels(summary, rows, name);
  const condensed = summaryProblem(summary, scaler, { ...options, loss: "mse", l1: 0 });
  const { interceptIndex, weightNames } = condensed;
  const rowCount = summary.moments.n;
  const kinks = loss.kinks?.(delta);
  const steepness = kinks?.steepness ?? 1;

  const features = Array.from(scaler.center.keys());
  const columns: PlaneColumn[] = features.map((feature) => ({
    feature,
    slope: scale[feature] / scaler.scale[feature],
    constant: (center[feature] - scaler.center[feature]) / scaler.scale[feature],
  }));
  if (interceptIndex >= 0) columns.push({ feature: -1, slope: 0, constant: 1 });
  const constants = columns.map(({ constant }) => Float64Array.of(constant));
  const targetCenter = loss.classOffset === undefined ? center[features.length] : 0;

  return {
    ...{ summary, rows, scaler, rowCount, loss, steepness, l1, l2, weightNames, interceptIndex },
    rowLoss: kinks ? kinkedRows(kinks, name) : { form: "logistic" },
    condensed,
    design: designFactor(condensed),
    columns,
    placeOf(weights) {
      const [rest] = exactResiduals(constants, Float64Array.of(targetCenter), weights);
      return {
        slopes: Float64Array.from(features, (k) => weights[k] * columns[k].slope),
        constant: -rest,
        classOffset: loss.classOffset,
      };
    },
    gradientOf({ slopes }) {
      const unit = -steepness / rowCount;
      return Float64Array.from(columns, ({ feature, slope, constant }) => {
        const along = feature < 0 ? 0 : slope * slopes[feature + 1];
        return unit * (along + constant * slopes[0]);
      });
    },
  };
}

async function checkLabels(
  { moments }: TableSummary,
  rows: RemoteRows,
  loss: string,
): Promise<void> {
  const wanted = [option("loss", loss), " needs a target of 0 and 1 (or -1 and 1)"];
  const { columns, min, max } = moments;
  const last = columns.length - 1;
  const place = `column ${quoted(columns[last])}`;
  if (min[last] === max[last]) {
    throw new InputError([`${place}: every value is ${min[last]}; `, ...wanted]);
  }
  const { ones, zeros, minusOnes, others } = await rows.labels();
  const strange = others + (minusOnes > 0 ? zeros : 0);
  if (strange > 0 || ones === 0) {
    const values = `from ${min[last]} to ${max[last]}`;
    throw new InputError([`${place}: ${strange} rows hold other values (${values}); `, ...wanted]);
  }
}

/** @throws InputError where the loss has slopes that the queries do not know */
export function kinkedRows({ low, bend }: Kinks, name: string): RowLoss & { form: "kinked" } {
  if (low !== -1 && low !== 0)
    throw InputError.of`${option("loss", name)}: needs the rows themselves`;
  return { form: "kinked", low, bend };
}
