import { solveLower, solveUpper } from "../linalg/cholesky.ts";
import { activeFactor, independentColumns } from "./activeFactor.ts";
import { columnLengths } from "./weightedRoot.ts";

/**
 * Newton's step, the `move` of least `gradient·move + |R move|² / 2`. Coordinates that depend on
 * others stay.
 *
 * @param root R, column-major, `size * size`
 */
export function curvedStep(
  root: Float64Array,
  isClear: boolean,
  gradient: Float64Array,
): { move: Float64Array; isDefinite: boolean } {
  const size = gradient.length;
  if (isClear) {
    const move = gradient.map((value) => -value);
    return { move: solveUpper(root, size, solveLower(root, size, move)), isDefinite: true };
  }
  const lengths = columnLengths(root, size);
  const kept = independentColumns(root, size, lengths);
  const { lower } = activeFactor(root, size, lengths, kept);
  const part = Float64Array.from(kept, (k) => -gradient[k]);
  solveUpper(lower, kept.length, solveLower(lower, kept.length, part));
  const move = new Float64Array(size);
  kept.forEach((k, position) => (move[k] = part[position]));
  return { move, isDefinite: kept.length === size };
}
