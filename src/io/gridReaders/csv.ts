import { InputError, option } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { delimitedBatches, sniffDialect, isMissingCell, numberFromCell } from "../delimited.ts";
import type { Input } from "../input.ts";
import { assembleGrid, type Matrix } from "../grid/assembleGrid.ts";
import { labelOf, LONG_FORM } from "../grid/axisColumns.ts";
import { DEFAULT_LABELS, type GridRead, type PanelRead } from "../grid/gridRead.ts";
import type { GridReader, GridReadOptions } from "./gridReader.ts";
import type { PointBudget } from "../grid/pointBudget.ts";
import { GrowingFloat64Array } from "../growingFloat64Array.ts";

const MAX_PANELS = 1000;

/** Places of the long form's columns in a row; `panel` is -1 where there is none. */
interface Columns {
  panel: number;
  axes: [number, number];
  loss: number;
  names: string[];
}

/**
 * CSV in long form: columns `panel` (may be missing), the two axes and the
 * loss, a line for each point in any order. A panel is called by its number or
 * its title.
 */
export const CSV: GridReader = {
  label: "CSV file in long form",
  recognizes: () => true,
  read: readCsvGrid,
};

/** The points of one panel, in any order, on their way to a grid. */
class LongFormPanel {
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

async function readCsvGrid(input: Input, options: GridReadOptions): Promise<GridRead> {
  let columns: Columns | undefined;
  const panels = new Map<string, LongFormPanel>();
  const dialect = await sniffDialect(input, ",");
  let pointCount = 0;
  for await (const { rows, lineOf } of delimitedBatches(input, dialect, 1)) {
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r];
      if (row.length === 1 && row[0].trim() === "") continue;
      if (!columns) {
        columns = columnsOf(row, `${input.name}:${lineOf(r)}`, options.otherwise);
        continue;
      }
      if (row.length !== columns.names.length) {
        throw new InputError(
          `${input.name}:${lineOf(r)}: ${row.length} cells, expected ${columns.names.length}`,
        );
      }
      if (++pointCount > options.points.left) {
        throw InputError.of`${input.name}:${lineOf(r)}: more points than ${options.points.most} (raise ${option("maxPoints")})`;
      }
      const panel = panelOf(columns.panel < 0 ? "" : row[columns.panel].trim(), panels, input.name);
      const { names } = columns;
      const cell = (column: number, isLoss: boolean) => {
        const value = numberFromCell(row[column]);
        if (Number.isFinite(value)) return value;
        if (isLoss && isHole(row[column])) return NaN;
        throw new InputError(
          `${input.name}:${lineOf(r)}: column ${quoted(names[column])}: ${quoted(row[column])} is not a number`,
        );
      };
      panel.add(
        cell(columns.axes[0], false),
        cell(columns.axes[1], false),
        cell(columns.loss, true),
      );
    }
  }
  if (!columns) throw new InputError(`${input.name}: the file is empty`);
  if (panels.size === 0) throw new InputError(`${input.name}: no rows`);
  return { panels: panelsFrom(panels, columns, options.points, input.name) };
}

function columnsOf(row: string[], place: string, otherwise: string): Columns {
  const names = row.map((name) => name.trim());
  const panel = names.indexOf(LONG_FORM.panel);
  const others = names.map((_, index) => index).filter((index) => index !== panel);
  const isHeader = names.every((name) => Number.isNaN(Number(name || "x")));
  if (others.length !== 3 || !isHeader) {
    throw new InputError(
      `${place}: ${quoted(names.join(","))}, expected the columns panel,w1,w2,loss ` +
        `(or a ${otherwise})`,
    );
  }
  const [first, second, last] = others;
  return { panel, axes: [first, second], loss: last, names };
}

function panelOf(key: string, panels: Map<string, LongFormPanel>, name: string): LongFormPanel {
  let panel = panels.get(key);
  if (!panel) {
    if (panels.size === MAX_PANELS) {
      throw new InputError(`${name}: more than ${MAX_PANELS} panels`);
    }
    panel = new LongFormPanel();
    panels.set(key, panel);
  }
  return panel;
}

function isHole(cell: string): boolean {
  return isMissingCell(cell) || /^\s*[-+]?inf(inity)?\s*$/i.test(cell);
}

function panelsFrom(
  panels: Map<string, LongFormPanel>,
  { axes, names }: Columns,
  points: PointBudget,
  fileName: string,
): PanelRead[] {
  const [xName, yName] = [names[axes[0]], names[axes[1]]];
  return Array.from(panels, ([key, panel]) => {
    const place = key ? `${fileName}: panel ${/^\d+$/.test(key) ? key : quoted(key)}` : fileName;
    const { matrix, x, y } = panel.toGrid([quoted(xName), quoted(yName)], points, place);
    const isTitle = key !== "" && !/^\d+$/.test(key);
    return {
      ...(isTitle && { title: key }),
      ...{ xLabel: labelOf(xName), yLabel: labelOf(yName), zLabel: DEFAULT_LABELS.zLabel },
      ...assembleGrid(matrix, { x, y }, (axis) => `${place}: ${axis}`),
    };
  });
}
