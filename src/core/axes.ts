import { InputError, option } from "./errors.ts";
import { byLikeness, quoted, shown } from "./wording.ts";

/**
 * The indices of the two weights that vary; the first two where none are named.
 *
 * @throws InputError where the model has one weight only, or a name is unknown or given twice
 */
export function chooseAxes(
  weightNames: string[],
  axes: [string, string] | undefined,
): [number, number] {
  if (weightNames.length < 2) {
    throw InputError.of`a landscape needs two weights and the model has one, ${quoted(weightNames[0])}: add ${option("intercept")} or another feature`;
  }
  const repeated = weightNames.find((name, k) => weightNames.indexOf(name) !== k);
  if (repeated !== undefined) {
    throw new InputError(`two weights are named ${quoted(repeated)}: rename one of the columns`);
  }
  if (!axes) return [0, 1];
  return [indexOfWeight(weightNames, axes, 0), indexOfWeight(weightNames, axes, 1)];
}

function indexOfWeight(weightNames: string[], axes: [string, string], axis: 0 | 1): number {
  const name = axes[axis];
  const index = weightNames.indexOf(name);
  if (index >= 0) return index;
  const unknown = `${shown(axes.join(","))}: no weight is named ${quoted(name)}`;
  const known = `the weights are ${shown(weightNames.join(", "))}`;
  if (name === "intercept") {
    throw InputError.of`${option("axes")} ${unknown}; add ${option("intercept")}; ${known}`;
  }
  const [closest] = byLikeness(name, weightNames);
  throw InputError.of`${option("axes")} ${unknown}; did you mean ${quoted(closest)}? ${known}`;
}
