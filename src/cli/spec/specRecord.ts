import type { AxisRange, LandscapeOptions } from "../../core/computeLandscapes.ts";
import type { Rate } from "../options/parseRate.ts";
import type { Computation } from "./computation.ts";

/**
 * The options that made the landscapes as plain JSON, under the names that a
 * manifest gives them.
 *
 * @param tableDigest sha256 of the table, where there is one
 */
export function specRecord(
  { source, landscape }: Computation,
  tableDigest: string | undefined,
): Record<string, unknown> {
  return withoutUndefined({
    ...sourceRecord(source, tableDigest),
    intercept: landscape.intercept,
    axes: landscape.axes,
    scalers: landscape.scalers,
    loss: landscape.loss,
    delta: landscape.loss === "huber" ? landscape.delta : undefined,
    l1: landscape.l1,
    l2: landscape.l2,
    ...windowRecord(landscape),
    ...descentRecord(landscape),
  });
}

function sourceRecord(source: Computation["source"], tableDigest: string | undefined) {
  if ("synthetic" in source) return syntheticRecord(source.synthetic);
  if ("moments" in source)
    return { ...source.moments, moments: source.moments.files, files: undefined };
  if ("table" in source) return tableRecord(source.table, tableDigest);
  // A client's arguments may hold what is nobody's business: they are not recorded.
  const { file, table, sql, dialect, features, target, missing } = source.engine;
  return { data: file, table, sql, dialect, features, target, missing };
}

function syntheticRecord(
  synthetic: Extract<Computation["source"], { synthetic: unknown }>["synthetic"],
) {
  const seed = synthetic.rng === "numpy" ? Number(synthetic.seed) : synthetic.seed;
  return { ...synthetic, seed };
}

function tableRecord(
  table: Extract<Computation["source"], { table: unknown }>["table"],
  sha256: string | undefined,
) {
  return {
    data: table.file,
    sha256,
    dataFormat: table.format,
    features: table.features,
    target: table.target,
    missing: table.missing,
  };
}

function windowRecord({ window, w1, w2 }: LandscapeOptions): Record<string, unknown> {
  if (window === "fixed") return { window, w1: rangeRecord(w1), w2: rangeRecord(w2) };
  return { window, resolution: w1.count === w2.count ? w1.count : [w1.count, w2.count] };
}

function rangeRecord({ min, max, count }: AxisRange): number[] {
  return [min, max, count];
}

function descentRecord({ descent }: LandscapeOptions): Record<string, unknown> {
  if (!descent) return {};
  const { method, start, rate, steps, tolerance } = descent;
  return { descent: method, start, rate: rateRecord(rate), steps, tolerance };
}

function rateRecord(rate: Rate): string | number {
  return typeof rate === "object" ? `${rate.ofLargest}max` : rate;
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
