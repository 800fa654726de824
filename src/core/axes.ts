import { closest } from "fastest-levenshtein";
import { InputError } from "./errors.ts";

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
    throw new InputError(
      `a landscape needs two weights and the model has one, "${weightNames[0]}": ` +
        `add --intercept or another feature`,
    );
  }
  const repeated = weightNames.find((name, k) => weightNames.indexOf(name) !== k);
  if (repeated !== undefined) {
    throw new InputError(`two weights are named "${repeated}": rename one of the columns`);
  }
  if (!axes) return [0, 1];
  if (axes[0] === axes[1]) {
    throw new InputError(`--axes ${axes.join(",")}: expected two different weights`);
  }
  return [indexOfWeight(weightNames, axes, 0), indexOfWeight(weightNames, axes, 1)];
}

function indexOfWeight(weightNames: string[], axes: [string, string], axis: 0 | 1): number {
  const name = axes[axis];
  const index = weightNames.indexOf(name);
  if (index >= 0) return index;
  const hint =
    name === "intercept" ? "add --intercept;" : `did you mean "${closest(name, weightNames)}"?`;
  throw new InputError(
    `--axes ${axes.join(",")}: no weight is named "${name}"; ${hint} ` +
      `the weights are ${weightNames.join(", ")}`,
  );
}
