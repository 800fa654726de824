import type { Place, RowLoss } from "../../core/remote/remoteRows.ts";
import type { Dialect } from "./dialect.ts";
import { helperOf, lossTerms } from "./lossTerms.ts";
import {
  aliased,
  keptRows,
  MOST_AGGREGATES,
  shown,
  type Query,
  type Relation,
} from "./momentQueries.ts";

/** A table whose columns have been looked at. */
export interface EngineTable {
  dialect: Dialect;
  relation: Relation;
  /** The features, then the target. */
  names: string[];
  booleans: boolean[];
  /** As literals: `d = (column - center) * unit`. */
  center: string[];
  unit: string[];
}

/** A place with its numbers as literals, or as what stands for them. */
export interface PlaceText {
  slopes: string[];
  constant: string;
  classOffset?: string;
}

export function placeText({ literal }: Dialect, place: Place): PlaceText {
  const { slopes, constant, classOffset } = place;
  return {
    slopes: Array.from(slopes, (slope) => literal(slope)),
    constant: literal(constant),
    classOffset: classOffset === undefined ? undefined : literal(classOffset),
  };
}

const features = ({ names }: EngineTable) => Array.from(names.keys()).slice(0, -1);

/** Rows as `d0, d1, …`, and last the target less its center, or the label, -1 or 1. */
function shiftedRows(table: EngineTable, isClass: boolean): string {
  const { dialect, relation, names, booleans, center, unit } = table;
  const last = names.length - 1;
  const label = `CASE WHEN v${last} = 1 THEN ${dialect.literal(1)} ELSE ${dialect.literal(-1)} END`;
  const shifted = features(table).map((k) => `(v${k} - ${center[k]}) * ${unit[k]} AS d${k}`);
  const target = isClass ? label : `v${last} - ${center[last]}`;
  return `(SELECT ${[...shifted, `${target} AS d${last}`].join(", ")}
FROM ${keptRows(dialect, relation, names, booleans)}${dialect.fence ?? ""}) shifted`;
}

/** The residual of a row of `shiftedRows`. */
function residual(table: EngineTable, { slopes, constant, classOffset }: PlaceText): string {
  const last = `d${table.names.length - 1}`;
  const terms = slopes.map((slope, k) => `${slope} * d${k}`);
  if (classOffset === undefined) return [last, constant, ...terms].join(" - ");
  return `${classOffset} - ${last} * (${[constant, ...terms].join(" + ")})`;
}

/** Rows with their residual `r` at a place. */
export function placedRows(table: EngineTable, place: PlaceText): string {
  const columns = table.names.map((_, k) => `d${k}`);
  return `(SELECT ${columns.join(", ")}, ${residual(table, place)} AS r
FROM ${shiftedRows(table, place.classOffset !== undefined)}${table.dialect.fence ?? ""}) placed`;
}

function withHelper(dialect: Dialect, loss: RowLoss, kept: string[], from: string): string {
  const helper = helperOf(dialect, loss);
  return helper
    ? `(SELECT ${[...kept, "r"].join(", ")}, ${helper} AS u\nFROM ${from}${dialect.fence ?? ""}) helped`
    : from;
}

/**
 * Sums over rows of the loss, of its slope `g` times `d_k`, and of its curvature `h` times `d_j d_k`;
 * `g` and `h` alone are those times 1.
 */
export function sumQueries(
  table: EngineTable,
  loss: RowLoss,
  place: PlaceText,
  order: 0 | 1 | 2,
  isAbove = false,
): Query[] {
  const { dialect } = table;
  const terms = lossTerms(dialect, loss);
  const names = table.names.map((_, k) => `d${k}`);
  const last = `d${table.names.length - 1}`;
  const slope = place.classOffset === undefined ? terms.slope : `${last} * (${terms.slope})`;
  const parts = [`${terms.value} AS f`, `${slope} AS g`];
  parts.push(`${isAbove ? terms.above : terms.curvature} AS h`);
  const placed = withHelper(dialect, loss, names, placedRows(table, place));
  const from = `(SELECT ${[...names, ...parts.slice(0, order + 1)].join(", ")}\nFROM ${placed}${dialect.fence ?? ""}) rated`;
  const sums: [string, string][] = [["sum_f", "f"]];
  const columns = features(table);
  if (order > 0)
    sums.push(["sum_g", "g"], ...columns.map((k): [string, string] => [`sum_g_${k}`, `g * d${k}`]));
  if (order > 1) {
    sums.push(["sum_h", "h"], ...columns.map((k): [string, string] => [`sum_h_${k}`, `h * d${k}`]));
    for (const k of columns) {
      for (let j = 0; j <= k; j++) sums.push([`sum_h_${j}_${k}`, `h * d${j} * d${k}`]);
    }
  }
  return summed(dialect, sums, from);
}

/** Sums of a loss at shares `j` of the way between two places. */
export function alongQuery(
  table: EngineTable,
  loss: RowLoss,
  from: PlaceText,
  to: PlaceText,
  shares: string[],
): Query {
  const { dialect } = table;
  const ends = `(SELECT ${residual(table, from)} AS r0, ${residual(table, to)} AS r1
FROM ${shiftedRows(table, from.classOffset !== undefined)}) ends`;
  const along = `(SELECT j, r0 + t * (r1 - r0) AS r
FROM ${ends} CROSS JOIN ${listed("share_list", "j", "t", shares)}) along`;
  const { value } = lossTerms(dialect, loss);
  return {
    sql: `SELECT j AS c, COUNT(*) AS k, ${shown(dialect, dialect.sum(value))} AS e0
FROM ${withHelper(dialect, loss, ["j"], along)}
GROUP BY j`,
    columns: ["c", "k", "e0"],
  };
}

/** A list of numbers as a table of their places and values. */
export function listed(name: string, index: string, value: string, literals: string[]): string {
  const rows = literals.map((literal, k) =>
    k === 0 ? `SELECT 0 AS ${index}, ${literal} AS ${value}` : `UNION ALL SELECT ${k}, ${literal}`,
  );
  return `(${rows.join("\n")}) ${name}`;
}

function summed(dialect: Dialect, sums: [string, string][], from: string): Query[] {
  const queries: Query[] = [];
  for (let first = 0; first < sums.length; first += MOST_AGGREGATES) {
    const results = new Map<string, string>([["n", "COUNT(*)"]]);
    for (const [name, term] of sums.slice(first, first + MOST_AGGREGATES)) {
      results.set(name, shown(dialect, dialect.sum(term)));
    }
    queries.push({ sql: `SELECT ${aliased(results)}\nFROM ${from}`, columns: [...results.keys()] });
  }
  return queries;
}

/** All rows. */
export function rowsQuery({ dialect, relation, names, booleans }: EngineTable): Query {
  const results = names.map((_, k) => `${shown(dialect, `v${k}`)} AS x${k}`);
  return {
    sql: `SELECT ${results.join(", ")}\nFROM ${keptRows(dialect, relation, names, booleans)}`,
    columns: names.map((_, k) => `x${k}`),
  };
}

/** How many rows have which label. */
export function labelQuery(table: EngineTable): Query {
  const { dialect, relation, names, booleans } = table;
  const last = `v${names.length - 1}`;
  const results = new Map([
    ["n", "COUNT(*)"],
    ["l_one", countIf(`${last} = 1`)],
    ["l_zero", countIf(`${last} = 0`)],
    ["l_minus", countIf(`${last} = -1`)],
  ]);
  return {
    sql: `SELECT ${aliased(results)}\nFROM ${keptRows(dialect, relation, names, booleans)}`,
    columns: [...results.keys()],
  };
}

function countIf(condition: string): string {
  return `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
}

/** The different rows whose residual is at most `reach` from zero, and how often each occurs. */
export function nearQuery(
  table: EngineTable,
  place: PlaceText,
  reach: string,
  most: string,
): Query {
  const { dialect, names } = table;
  const columns = names.map((_, k) => `d${k}`);
  const results = columns.map((name) => `${shown(dialect, name)} AS x${name.slice(1)}`);
  return {
    sql: `SELECT ${results.join(", ")}, COUNT(*) AS c
FROM ${placedRows(table, place)}
WHERE r >= -${reach} AND r <= ${reach}
GROUP BY ${columns.join(", ")} LIMIT ${most}`,
    columns: [...columns.map((name) => `x${name.slice(1)}`), "c"],
  };
}

/** Number and sums of the rows beyond `reach` on either side: `a`, above, and `b`, below. */
export function farQuery(table: EngineTable, place: PlaceText, reach: string): Query {
  const { dialect, names } = table;
  const last = names.length - 1;
  const isClass = place.classOffset !== undefined;
  const results = new Map([["n", "COUNT(*)"]]);
  for (const [side, condition] of [
    ["a", `r > ${reach}`],
    ["b", `r < -${reach}`],
  ]) {
    results.set(`n_${side}`, countIf(condition));
    names.forEach((_, k) => {
      const term = isClass && k < last ? `d${k} * d${last}` : `d${k}`;
      const sum = dialect.sum(`CASE WHEN ${condition} THEN ${term} ELSE ${dialect.literal(0)} END`);
      results.set(`${side}_${k}`, shown(dialect, sum));
    });
  }
  return {
    sql: `SELECT ${aliased(results)}\nFROM ${placedRows(table, place)}`,
    columns: [...results.keys()],
  };
}

/** How many rows have gone from beyond `reach` to within `bend` of zero or to its other side. */
export function crossedQuery(
  table: EngineTable,
  before: PlaceText,
  reach: string,
  after: PlaceText,
  bend: string,
): Query {
  const crossed = `(r > ${reach} AND s < ${bend}) OR (r < -${reach} AND s > -${bend})`;
  const residuals = `${residual(table, before)} AS r, ${residual(table, after)} AS s`;
  const from = shiftedRows(table, before.classOffset !== undefined);
  return {
    sql: `SELECT COUNT(*) AS n, ${countIf(crossed)} AS crossed\nFROM (SELECT ${residuals}\nFROM ${from}) placed`,
    columns: ["n", "crossed"],
  };
}

export function extremesQuery(table: EngineTable, place: PlaceText, bound: string): Query {
  const { dialect } = table;
  const results = new Map([
    ["n", "COUNT(*)"],
    ["r_low", shown(dialect, "MIN(r)")],
    ["r_high", shown(dialect, "MAX(r)")],
    ["r_below", countIf(`r < ${bound}`)],
  ]);
  return {
    sql: `SELECT ${aliased(results)}\nFROM ${placedRows(table, place)}`,
    columns: [...results.keys()],
  };
}
