import type { PlaneColumn, RemoteGrid, RowLoss } from "../../core/remote/remoteRows.ts";
import { helperOf, lossTerms } from "./lossTerms.ts";
import { aliased, shown, type Query } from "./momentQueries.ts";
import { listed, placedRows, type EngineTable, type PlaceText } from "./rowQueries.ts";

/** A grid's numbers as literals, or as what stands for them. */
export interface GridText {
  place: PlaceText;
  first: { column: PlaneColumn; slope: string; constant: string };
  second: { column: PlaneColumn; slope: string; constant: string };
  start: string;
  step: string;
  origin: number;
  count: number;
  /** Positions of the points in steps from the origin. */
  positions: string[];
  lines: string[];
}

export function gridText(
  literal: (value: number) => string,
  place: PlaceText,
  { first, second, start, step, origin, rest, count, lines }: RemoteGrid,
): GridText {
  const text = (column: PlaneColumn) => ({
    column,
    slope: literal(column.slope),
    constant: literal(column.constant),
  });
  return {
    ...{ place, count, origin, first: text(first), second: text(second) },
    start: literal(start),
    step: literal(step),
    positions: Array.from(rest, (part, j) => literal(j - origin + part)),
    lines: Array.from(lines, literal),
  };
}

/** Each row on each line `i`: its residual at the origin's point, and how much of it a step takes. */
function rowsOnLines(table: EngineTable, grid: GridText): string {
  const placed = rowsOfPlane(table, grid);
  return `(SELECT i, r - b * w - a * ${grid.start} AS q0, a * ${grid.step} AS s0
FROM ${placed} CROSS JOIN ${listed("line_list", "i", "w", grid.lines)}${table.dialect.fence ?? ""}) crossed`;
}

/** The rows themselves, with what the plane's weights do to them. */
export function planeQuery(table: EngineTable, grid: GridText): string {
  return `SELECT r, a, b FROM ${rowsOfPlane(table, grid)}`;
}

/** Residuals `r` at the grid's origin, and both weights' columns `a` and `b`. */
function rowsOfPlane(table: EngineTable, { place, first, second }: GridText): string {
  const label = `d${table.names.length - 1}`;
  const text = ({ column, slope, constant }: GridText["first"]) => {
    const own = column.feature < 0 ? constant : `(${slope} * d${column.feature} + ${constant})`;
    return place.classOffset === undefined ? own : `${label} * ${own}`;
  };
  return `(SELECT r, ${text(first)} AS a, ${text(second)} AS b
FROM ${placedRows(table, place)}${table.dialect.fence ?? ""}) plane`;
}

/**
 * Of losses of straight lines, a row for each line `i` and cell `c`, counted from the origin: the cell
 * that holds a row's zero, the first before the first point and `count` cells on behind the last; one
 * less than the first where the residual does not vary, with the
 * loss itself in `e0`.
 */
export function lineCellsQuery(table: EngineTable, low: -1 | 0, grid: GridText): Query {
  const { dialect } = table;
  const { flat, first, last, end } = cellsOf(grid);
  const zero = dialect.literal(0);
  const oriented = orientedRows(table, grid);
  const cell = `CASE WHEN p = 0 THEN ${flat} WHEN q <= p * ${first} THEN ${first} WHEN q > p * ${last} THEN ${end} ELSE CEIL(q / p) END`;
  const { value } = lossTerms(dialect, { form: "kinked", low, bend: 0 });
  const onRight = low === 0 ? "m < 0 AND " : "";
  const onLeft = low === 0 ? "m > 0 AND " : "";
  const sums: Record<string, string> = {
    e0: `CASE WHEN c = ${flat} THEN ${value} WHEN ${onRight}c < ${end} THEN p * c - q ELSE ${zero} END`,
    e1: `CASE WHEN ${onLeft}c > ${first} THEN q - p * (c - 1) ELSE ${zero} END`,
    e2: `CASE WHEN ${onRight}c >= ${first} THEN p ELSE ${zero} END`,
    e3: `CASE WHEN ${onLeft}c >= ${first} THEN p ELSE ${zero} END`,
  };
  return grouped(
    table,
    sums,
    `(SELECT i, q, q AS r, p, m, ${cell} AS c\nFROM ${oriented}${dialect.fence ?? ""}) celled`,
  );
}

/** Cells counted from the grid's origin; `end` is behind the last point. */
function cellsOf({ origin, count }: GridText) {
  return { flat: -origin - 1, first: -origin, last: count - 1 - origin, end: count - origin };
}

/** Rows turned so that their residual falls along the line, by `p` a step; `m` says whether it fell. */
function orientedRows(table: EngineTable, grid: GridText): string {
  return `(SELECT i, CASE WHEN s0 < 0 THEN -q0 ELSE q0 END AS q, ABS(s0) AS p, CASE WHEN s0 < 0 THEN -1 ELSE 1 END AS m
FROM ${rowsOnLines(table, grid)}${table.dialect.fence ?? ""}) oriented`;
}

function grouped(table: EngineTable, sums: Record<string, string>, from: string): Query {
  const { dialect } = table;
  const results = new Map([
    ["i", "i"],
    ["c", "c"],
    ["k", "COUNT(*)"],
  ]);
  for (const [name, term] of Object.entries(sums)) {
    results.set(name, shown(dialect, dialect.sum(term)));
  }
  return {
    sql: `SELECT ${aliased(results)}\nFROM ${from}\nGROUP BY i, c`,
    columns: [...results.keys()],
  };
}

/**
 * Of Huber's loss, by the first point within the bend, `entering`, and by the first one beyond it; see
 * `sweepParabolas`.
 */
export function parabolaQueries(
  table: EngineTable,
  bend: number,
  grid: GridText,
): { entering: Query; leaving: Query } {
  const { dialect } = table;
  const { flat, first, last, end } = cellsOf(grid);
  const [zero, one] = [dialect.literal(0), dialect.literal(1)];
  const reach = dialect.literal(bend);
  const inCells = (shifted: string, whole: string) =>
    `CASE WHEN p = 0 THEN ${flat} WHEN ${shifted} < p * ${first} THEN ${first} WHEN ${shifted} > p * ${last} THEN ${end} ELSE ${whole} END`;
  const enters = inCells(`q - ${reach}`, `CEIL((q - ${reach}) / p)`);
  const leaves = inCells(`q + ${reach}`, `FLOOR((q + ${reach}) / p) + 1`);
  const celled = `(SELECT i, q, p, ${enters} AS e, ${leaves} AS l\nFROM ${orientedRows(table, grid)}${dialect.fence ?? ""}) celled`;
  const { value } = lossTerms(dialect, { form: "kinked", low: -1, bend });
  const rated = `(SELECT i, p, q, q AS r, e, l FROM ${celled}) rated`;

  const side = (cell: string, inside: string, at: string, before: string) => {
    const several = `${cell} >= ${first} AND l >= e + 2`;
    const when = (condition: string, term: string) =>
      `CASE WHEN ${condition} THEN ${term} ELSE ${zero} END`;
    const r = `(q - p * ${at})`;
    return {
      e0: `CASE WHEN ${cell} = ${flat} THEN ${value} WHEN ${inside} THEN ${before} ELSE ${zero} END`,
      e1: when(inside, "p"),
      e2: when(inside, one),
      e3: when(several, `${r} * ${r}`),
      e4: when(several, `${r} * p`),
      e5: when(several, "p * p"),
      e6: when(`${cell} >= ${first} AND l = e + 1`, `${r} * ${r}`),
    };
  };
  const by = (cell: string) => `(SELECT i, p, q, r, e, l, ${cell} AS c FROM ${rated}) grouped`;
  return {
    entering: grouped(table, side("e", `e > ${first}`, "e", "q - p * (e - 1)"), by("e")),
    leaving: grouped(
      table,
      side("l", `l >= ${first} AND l < ${end}`, "(l - 1)", "p * l - q"),
      by("l"),
    ),
  };
}

/** The sum of a loss at each point: position `j` of line `i`. */
export function pointsQuery(table: EngineTable, loss: RowLoss, grid: GridText): Query {
  const { dialect } = table;
  const plane = `(SELECT i, j, q0 - s0 * t AS r
FROM ${rowsOnLines(table, grid)} CROSS JOIN ${listed("position_list", "j", "t", grid.positions)}${dialect.fence ?? ""}) pointed`;
  const helper = helperOf(dialect, loss);
  const from = helper
    ? `(SELECT i, j, r, ${helper} AS u\nFROM ${plane}${dialect.fence ?? ""}) helped`
    : plane;
  const { value } = lossTerms(dialect, loss);
  const results = new Map([
    ["i", "i"],
    ["c", "j"],
    ["k", "COUNT(*)"],
    ["e0", shown(dialect, dialect.sum(value))],
  ]);
  return {
    sql: `SELECT ${aliased(results)}\nFROM ${from}\nGROUP BY i, j`,
    columns: [...results.keys()],
  };
}
