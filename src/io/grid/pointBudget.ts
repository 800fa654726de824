import { InputError, option } from "../../core/errors.ts";

/** How many points the panels that are read together may have; asked before memory is taken for them. */
export class PointBudget {
  readonly most: number;
  #taken = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** Points that may still come. */
  get left(): number {
    return this.most - this.#taken;
  }

  /** Counts a panel. @throws InputError where its shape is no grid's, or the points are too many */
  take(rowCount: number, columnCount: number, place: string): void {
    if (rowCount < 2 || columnCount < 2) {
      throw new InputError(
        `${place}: ${rowCount} x ${columnCount} points, expected two or more each way`,
      );
    }
    this.check(rowCount * columnCount, `${rowCount} x ${columnCount} points`, place);
    this.#taken += rowCount * columnCount;
  }

  /** Refuses numbers that no panel has room for; they are not counted. */
  check(count: number, words: string, place: string): void {
    if (count <= this.left) return;
    const before = this.#taken > 0 ? ` with the ${this.#taken} of other panels` : "";
    throw InputError.of`${place}: ${words}${before}, more than ${this.most} (raise ${option("maxPoints")})`;
  }
}
