import { solveLower, solveUpper } from "../linalg/cholesky.ts";
import { activeFactor, columnLengths, independentColumns, type Root } from "./activeFactor.ts";

/**
 * Newton's step, the `move` of least `gradient·move + |R move|² / 2`. Coordinates that depend on
 * others stay.
 *
 * @param root R, where it `isClear` a triangle
 */
export function curvedStep(
  root: Root,
  isClear: boolean,
  gradient: Float64Array,
): { move: Float64Array; isDefinite: boolean } {
  const size = gradient.length;
  if (isClear) {
    const move = gradient.map((value) => -value);
    return {
      move: solveUpper(root.matrix, size, solveLower(root.matrix, size, move)),
      isDefinite: true,
    };
  }
  const lengths = columnLengths(root);
  const kept = independentColumns(root, lengths);
  const { lower } = activeFactor(root, lengths, kept);
  const part = Float64Array.from(kept, (k) => -gradient[k]);
  solveUpper(lower, kept.length, solveLower(lower, kept.length, part));
  const move = new Float64Array(size);
  kept.forEach((k, position) => (move[k] = part[position]));
  return { move, isDefinite: kept.length === size };
}
