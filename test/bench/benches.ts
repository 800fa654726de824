import type { Bench } from "./bench.ts";
import { batch } from "./benches/batch.ts";
import { csv } from "./benches/csv.ts";
import { evaluate } from "./benches/evaluate.ts";
import { figure } from "./benches/figure.ts";
import { fine, memory } from "./benches/fine.ts";
import { logistic, mae, mse } from "./benches/grids.ts";
import { parquet, parquetHundredMillion, parquetMae, parquetMillion } from "./benches/parquet.ts";
import { logisticOptimum, maeOptimum, maeOptimumSmall, mseOptimum } from "./benches/optima.ts";

/** In the order of what users feel. */
export const BENCHES: Bench[] = [
  batch,
  figure,
  fine,
  memory,
  csv,
  parquetMillion,
  parquet,
  parquetHundredMillion,
  mse,
  mae,
  parquetMae,
  logistic,
  mseOptimum,
  logisticOptimum,
  maeOptimum,
  maeOptimumSmall,
  evaluate,
];
