import type { Dataset } from "../../core/dataset.ts";
import type { Moments } from "../../core/moments.ts";
import type {
  CellSums,
  NearRows,
  Place,
  PlaneRows,
  PlaceSums,
  RemoteGrid,
  RemoteRows,
  RowLoss,
} from "../../core/remote/remoteRows.ts";
import { powerOfTwoNear } from "../../core/fit/designFactor.ts";
import { numberIn, numberOf, valuesOf } from "./answerValues.ts";
import { EngineError, type Answer, type Engine } from "./engine.ts";
import {
  gridText,
  lineCellsQuery,
  parabolaQueries,
  planeQuery,
  pointsQuery,
} from "./gridQueries.ts";
import type { Query, Relation } from "./momentQueries.ts";
import {
  alongQuery,
  crossedQuery,
  extremesQuery,
  farQuery,
  labelQuery,
  nearQuery,
  placeText,
  rowsQuery,
  sumQueries,
  type EngineTable,
} from "./rowQueries.ts";

/** Numbers that a query for rows may answer with. */
const MOST_NUMBERS = 400_000;
const MOST_ROWS = 20_000;

type Values = Map<string, string | null>;

/** The rows of a table that an engine holds, answering by queries for sums. */
export class EngineRows implements RemoteRows {
  readonly center: Float64Array;
  readonly scale: Float64Array;
  readonly mostRows: number;
  private readonly table: EngineTable;
  private readonly rowCount: number;
  readonly stream?: NonNullable<RemoteRows["stream"]>;

  /**
   * @param moments of the columns
   * @param mostRows that may be fetched, where not as many as fit an answer
   */
  constructor(
    private readonly engine: Engine,
    relation: Relation,
    moments: Moments,
    booleans: boolean[],
    mostRows?: number,
  ) {
    const { n, columns: names, mean, covariance } = moments;
    const { dialect } = engine;
    this.rowCount = n;
    this.center = mean.slice();
    const last = names.length - 1;
    this.scale = mean.map((_, k) =>
      k === last ? 1 : powerOfTwoNear(Math.sqrt(covariance[k * (names.length + 1)])),
    );
    this.mostRows = mostRows ?? Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / (names.length + 1)));
    this.table = {
      ...{ dialect, relation, names, booleans },
      center: Array.from(this.center, (value) => dialect.literal(value)),
      unit: Array.from(this.scale, (value) => dialect.literal(1 / value)),
    };
    const { stream } = engine;
    if (stream) this.stream = (grid, visit) => this.streamed(stream, grid, visit);
  }

  private async streamed(
    stream: NonNullable<Engine["stream"]>,
    grid: RemoteGrid,
    visit: (rows: PlaneRows, fraction: number) => void,
  ): Promise<void> {
    let count = 0;
    await stream(planeQuery(this.table, this.gridOf(grid)), ([residual, first, second]) => {
      count += residual.length;
      visit({ residual, first, second }, Math.min(1, count / this.rowCount));
    });
    if (count !== this.rowCount) throw this.changed();
  }

  /** All rows. */
  async fetch(): Promise<Dataset> {
    const { names } = this.table;
    const query = rowsQuery(this.table);
    const { rows } = await this.engine.query(query.sql, query.columns);
    if (rows.length !== this.rowCount) throw this.changed();
    const columns = names.map((name, k) =>
      Float64Array.from(rows, (row) => numberIn(row[k], name)),
    );
    const last = names.length - 1;
    return {
      featureNames: names.slice(0, last),
      targetName: names[last],
      rowCount: rows.length,
      columns: columns.slice(0, last),
      target: columns[last],
    };
  }

  async labels(): Promise<{ ones: number; zeros: number; minusOnes: number; others: number }> {
    const values = await this.row([labelQuery(this.table)]);
    const [ones, zeros, minusOnes] = ["l_one", "l_zero", "l_minus"].map((key) =>
      numberOf(values, key),
    );
    return { ones, zeros, minusOnes, others: this.rowCount - ones - zeros - minusOnes };
  }

  sums(loss: RowLoss, place: Place, order: 0 | 1 | 2): Promise<PlaceSums> {
    return this.sumsOf(loss, place, order, false);
  }

  sumsAbove(loss: RowLoss, place: Place): Promise<PlaceSums> {
    return this.sumsOf(loss, place, 2, true);
  }

  private async sumsOf(
    loss: RowLoss,
    place: Place,
    order: 0 | 1 | 2,
    isAbove: boolean,
  ): Promise<PlaceSums> {
    const { table } = this;
    const size = table.names.length;
    const values = await this.row(sumQueries(table, loss, this.text(place), order, isAbove));
    const named = (letter: string, k: number) => `sum_${letter}${k === 0 ? "" : `_${k - 1}`}`;
    const slopes = new Float64Array(order > 0 ? size : 0);
    for (let k = 0; k < slopes.length; k++) slopes[k] = numberOf(values, named("g", k));
    const curvatures = new Float64Array(order > 1 ? size * size : 0);
    for (let k = 0; order > 1 && k < size; k++) {
      for (let j = 0; j <= k; j++) {
        const key = j === 0 ? named("h", k) : `sum_h_${j - 1}_${k - 1}`;
        curvatures[j * size + k] = curvatures[k * size + j] = numberOf(values, key);
      }
    }
    return { value: numberOf(values, "sum_f"), slopes, curvatures };
  }

  async along(loss: RowLoss, from: Place, to: Place, shares: Float64Array): Promise<Float64Array> {
    const literals = Array.from(shares, (share) => this.literal(share));
    const [start, end] = [from, to].map((place) => this.text(place));
    const query = alongQuery(this.table, loss, start, end, literals);
    const { rows } = await this.engine.query(query.sql, query.columns);
    const sums = new Float64Array(shares.length).fill(Infinity);
    for (const row of rows) {
      const [at, count, sum] = row.map((text, k) => numberIn(text, query.columns[k]));
      if (count !== this.rowCount) throw this.changed();
      sums[at] = sum;
    }
    return sums;
  }

  async near(place: Place, reach: number): Promise<NearRows | undefined> {
    const { table, mostRows } = this;
    const size = table.names.length;
    const text = this.text(place);
    const literal = this.literal(reach);
    const query = nearQuery(table, text, literal, String(mostRows + 1));
    const { rows } = await this.engine.query(query.sql, query.columns);
    if (rows.length > mostRows) return undefined;
    const column = (k: number) => Float64Array.from(rows, (row) => numberIn(row[k], `x${k}`));
    const far = await this.row([farQuery(table, text, literal)]);
    const beyond = (side: string) => ({
      count: numberOf(far, `n_${side}`),
      sums: Float64Array.from(table.names, (_, k) => numberOf(far, `${side}_${k}`)),
    });
    return {
      columns: table.names.map((_, k) => column(k)),
      counts: column(size),
      above: beyond("a"),
      below: beyond("b"),
    };
  }

  async crossed(before: Place, reach: number, after: Place, bend: number): Promise<number> {
    const [from, to] = [before, after].map((place) => this.text(place));
    const [far, near] = [reach, bend].map((value) => this.literal(value));
    return numberOf(await this.row([crossedQuery(this.table, from, far, to, near)]), "crossed");
  }

  async extremes(
    place: Place,
    bound: number,
  ): Promise<{ min: number; max: number; below: number }> {
    const query = extremesQuery(this.table, this.text(place), this.literal(bound));
    const values = await this.row([query]);
    const [min, max, below] = ["r_low", "r_high", "r_below"].map((key) => numberOf(values, key));
    return { min, max, below };
  }

  async lineCells(low: -1 | 0, grid: RemoteGrid): Promise<CellSums> {
    return this.cells(lineCellsQuery(this.table, low, this.gridOf(grid)), grid, true);
  }

  async parabolaCells(
    bend: number,
    grid: RemoteGrid,
  ): Promise<{ entering: CellSums; leaving: CellSums }> {
    const { entering, leaving } = parabolaQueries(this.table, bend, this.gridOf(grid));
    return {
      entering: await this.cells(entering, grid, true),
      leaving: await this.cells(leaving, grid, true),
    };
  }

  async points(loss: RowLoss, grid: RemoteGrid): Promise<Float64Array> {
    const sums = new Float64Array(grid.count * grid.lines.length);
    const cells = await this.cells(pointsQuery(this.table, loss, this.gridOf(grid)), grid, false);
    for (const {
      line,
      cell,
      sums: [value],
    } of cells)
      sums[line * grid.count + cell] = value;
    return sums;
  }

  /** @param isCounted whether a line's cells hold each row once; otherwise each cell holds all rows */
  private async cells(
    { sql, columns }: Query,
    { lines, origin }: RemoteGrid,
    isCounted: boolean,
  ): Promise<CellSums> {
    const { rows } = await this.engine.query(sql, columns);
    const counts = new Float64Array(lines.length);
    const cells = rows.map((row) => {
      const [line, cell, count, ...sums] = row.map((text, k) => numberIn(text, columns[k]));
      if (!isCounted && count !== this.rowCount) throw this.changed();
      counts[line] += count;
      return { line, cell: isCounted ? cell + origin : cell, sums };
    });
    if (isCounted && counts.some((count) => count !== this.rowCount)) throw this.changed();
    return cells;
  }

  /** Answers of one row each, which must count all rows, as one. */
  private async row(queries: Query[]): Promise<Values> {
    const all: Values = new Map();
    for (const { sql, columns } of queries) {
      const answer: Answer = await this.engine.query(sql, columns);
      const values = valuesOf(answer, this.engine);
      if (numberOf(values, "n") !== this.rowCount) throw this.changed();
      for (const [name, value] of values) all.set(name, value);
    }
    return all;
  }

  private changed(): EngineError {
    return new EngineError(`${this.engine.name}: the table changed while it was read`);
  }

  private text(place: Place) {
    return placeText(this.engine.dialect, place);
  }

  private literal(value: number): string {
    return this.engine.dialect.literal(value);
  }

  private gridOf(grid: RemoteGrid) {
    const { dialect } = this.engine;
    return gridText((value) => dialect.literal(value), this.text(grid.place), grid);
  }
}
