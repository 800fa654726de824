import { InputError } from "../../core/errors.ts";
import { GrowingFloat64Array } from "../growingFloat64Array.ts";
import type { Matrix } from "./assembleGrid.ts";
import type { PointBudget } from "./pointBudget.ts";

/** The points of one panel, in any order, on their way to a grid. */
export class LongFormPanel {
  #x = new Positions();
  #y = new Positions();
  #losses = new GrowingFloat64Array();

  get pointCount(): number {
    return this.#losses.length;
  }

  add(x: number, y: number, loss: number): void {
    this.#x.add(x);
    this.#y.add(y);
    this.#losses.push(loss);
  }

  /** @param axisNames of the columns and `place` of the panel, for messages */
  toGrid(
    axisNames: [string, string],
    points: PointBudget,
    place: string,
  ): { matrix: Matrix; x: Float64Array; y: Float64Array } {
    const { axis: x, ranks: columnOf } = this.#x.sorted();
    const { axis: y, ranks: rowOf } = this.#y.sorted();
    points.take(y.length, x.length, place);
    const gridPoints = y.length * x.length;
    if (2 * this.pointCount < gridPoints) {
      throw new InputError(
        `${place}: ${this.pointCount} rows for ${x.length} different ${axisNames[0]} and ` +
          `${y.length} different ${axisNames[1]}, expected a row for each pair`,
      );
    }
    const values = new Float64Array(gridPoints).fill(NaN);
    const isSet = new Uint8Array(gridPoints);
    for (let point = 0; point < this.pointCount; point++) {
      const at = rowOf(point) * x.length + columnOf(point);
      if (isSet[at]) {
        const pair = `${axisNames[0]} ${x[columnOf(point)]}, ${axisNames[1]} ${y[rowOf(point)]}`;
        throw new InputError(`${place}: two rows for ${pair}`);
      }
      isSet[at] = 1;
      values[at] = this.#losses.at(point);
    }
    return { matrix: { values, rowCount: y.length, columnCount: x.length }, x, y };
  }
}

/** Where points lie along one axis. */
class Positions {
  #indices = new Map<number, number>();
  #last = -1;
  #distinct = new GrowingFloat64Array();
  #indexOfPoint = new GrowingFloat64Array();

  add(value: number): void {
    this.#last = this.#indexOf(value);
    this.#indexOfPoint.push(this.#last);
  }

  /** Rows mostly come in order: the same place again, or the next. */
  #indexOf(value: number): number {
    if (this.#distinct.at(this.#last) === value) return this.#last;
    if (this.#distinct.at(this.#last + 1) === value) return this.#last + 1;
    const known = this.#indices.get(value);
    if (known !== undefined) return known;
    this.#indices.set(value, this.#distinct.length);
    this.#distinct.push(value);
    return this.#distinct.length - 1;
  }

  /** The different values in order, and the place of a point among them. */
  sorted(): { axis: Float64Array; ranks: (point: number) => number } {
    const distinct = this.#distinct.toArray();
    const order = Uint32Array.from(distinct, (_, index) => index);
    order.sort((a, b) => distinct[a] - distinct[b]);
    const rankOf = new Uint32Array(order.length);
    order.forEach((index, rank) => (rankOf[index] = rank));
    return {
      axis: Float64Array.from(order, (index) => distinct[index]),
      ranks: (point) => rankOf[this.#indexOfPoint.at(point)],
    };
  }
}
