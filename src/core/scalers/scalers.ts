import { readValue } from "../options/table.ts";
import { choiceOf, namesOf } from "../options/texts.ts";
import { maxabs } from "./maxabs.ts";
import { minmax } from "./minmax.ts";
import { none } from "./none.ts";
import { robust } from "./robust.ts";
import type { FittedScaler, Scaler } from "./scaler.ts";
import { standard } from "./standard.ts";

export const SCALERS = { none, standard, minmax, maxabs, robust } satisfies Record<string, Scaler>;
export type ScalerName = keyof typeof SCALERS;

const NAME = choiceOf(SCALERS);

/** A scaler by its name, without regard to which. */
export function scalerOf(name: ScalerName): Scaler {
  return SCALERS[name];
}

/** Those that a table's moments are enough for. */
export const SCALERS_OF_MOMENTS = namesOf(SCALERS).filter((name) => {
  const { fitMoments, needsQuartiles } = scalerOf(name);
  return fitMoments !== undefined && !needsQuartiles;
});

/**
 * Fits a scaler, as scikit-learn defines it, to the columns of a table.
 *
 * @param columns one Float64Array per feature, all of one length
 * @throws InputError where the name is none of `SCALERS`
 */
export function fitScaler(name: ScalerName, columns: Float64Array[]): FittedScaler {
  return SCALERS[readValue("scaler", NAME, name)].fit(columns);
}
