import { SCALERS_OF_MOMENTS } from "../../core/scalers/scalers.ts";
import { anyOf } from "../../core/wording.ts";
import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import type { Dialect } from "./dialect.ts";

/** Where an engine finds the rows. */
export type Relation =
  { table: string } | { sql: string } | { /** Ready to stand behind FROM. */ from: string };

/** One query and the names of the columns that it answers with, in order. */
export interface Query {
  sql: string;
  columns: string[];
}

/** Aggregates of one query; engines limit the length of a result's row. */
export const MOST_AGGREGATES = 800;

function relationText(dialect: Dialect, relation: Relation): string {
  if ("from" in relation) return relation.from;
  if ("sql" in relation) {
    // On lines of its own, so that a comment at its end hides nothing.
    return `(\n${relation.sql.trim().replace(/;\s*$/, "")}\n) source_rows`;
  }
  return tableParts(relation.table)
    .map((part) => quotedName(dialect, part))
    .join(".");
}

/** A name as this dialect quotes it. @throws InputError where that is not safe */
function quotedName(dialect: Dialect, name: string): string {
  const refusal = name.includes("\0") ? "it holds a zero byte" : dialect.refusal?.(name);
  if (refusal !== undefined) throw new InputError(`the name ${quoted(name)}: ${refusal}`);
  return dialect.quoteIdentifier(name);
}

/** `schema.table` is two names; within double quotes a dot is a dot. */
function tableParts(table: string): string[] {
  const parts = table.match(/"(?:[^"]|"")*"|[^."]+(?:"[^."]*)*/g);
  const isWhole = parts?.join(".") === table;
  if (!parts || !isWhole) return [table];
  return parts.map((part) =>
    /^".*"$/s.test(part) ? part.slice(1, -1).replaceAll('""', '"') : part,
  );
}

export function namesQuery(dialect: Dialect, relation: Relation): string {
  return `SELECT * FROM ${relationText(dialect, relation)} LIMIT 1`;
}

export function typesQuery(
  dialect: Dialect,
  relation: Relation,
  names: string[],
): Query | undefined {
  const { typeOf } = dialect;
  if (!typeOf) return undefined;
  const columns = names.map((_, k) => `type_${k}`);
  const list = names.map((name, k) => `${typeOf(quotedName(dialect, name))} AS ${columns[k]}`);
  return {
    sql: `SELECT ${list.join(",\n  ")}\nFROM ${relationText(dialect, relation)} LIMIT 1`,
    columns,
  };
}

/** Counts, means and extents of each column over the rows in which none is missing. */
export function firstQuery(
  dialect: Dialect,
  relation: Relation,
  names: string[],
  booleans: readonly boolean[] = [],
): Query {
  const indices = Array.from(names.keys());
  const flags = indices.map((k) => {
    const isNaN = dialect.isNaN && ` WHEN ${dialect.isNaN(`v${k}`)} THEN 2`;
    const isBad = dialect.isNoNumber ? `WHEN b${k} = 1 THEN 3 ` : "";
    return `CASE ${isBad}WHEN v${k} IS NULL THEN 1${isNaN ?? ""} ELSE 0 END AS m${k}`;
  });
  const results = new Map<string, string>([
    ["n", "COUNT(*)"],
    ["kept", "SUM(ok)"],
  ]);
  for (const k of indices) {
    const kept = `CASE WHEN ok = 1 THEN v${k} END`;
    results.set(`null_${k}`, count(`m${k} = 1`));
    if (dialect.isNaN) results.set(`nan_${k}`, count(`m${k} = 2`));
    if (dialect.isNoNumber) results.set(`word_${k}`, count(`m${k} = 3`));
    results.set(`avg_${k}`, shown(dialect, `AVG(${kept})`));
    results.set(`min_${k}`, shown(dialect, `MIN(${kept})`));
    results.set(`max_${k}`, shown(dialect, `MAX(${kept})`));
  }
  const ok = indices.map((k) => `m${k} = 0`).join(" AND ");
  const values = indices.map((k) => `v${k}`).join(", ");
  const marks = indices.map((k) => `m${k}`).join(", ");
  const fence = fenceOfMoments(dialect);
  return {
    sql: `SELECT ${aliased(results)}
FROM (SELECT ${values}, ${marks}, CASE WHEN ${ok} THEN 1 ELSE 0 END AS ok
FROM (SELECT ${values},
  ${flags.join(",\n  ")}
FROM ${valueRows(dialect, relation, names, booleans, true)}${fence}) marked${fence}) judged`,
    columns: [...results.keys()],
  };
}

/**
 * Sums of `d_k = column_k - center_k` and of `d_j d_k`, in as many queries as the engine needs.
 *
 * @param extent with which a sum keeps its digits where the engine does not see to it; where not
 *   given, it is what the engine makes of it
 */
export function secondQueries(
  dialect: Dialect,
  relation: Relation,
  names: string[],
  center: readonly string[],
  booleans: readonly boolean[] = [],
  extent?: Extent,
): Query[] {
  const shifted = names.map((_, k) => `v${k} - ${center[k]} AS d${k}`).join(", ");
  const from = `FROM (SELECT ${shifted}\nFROM ${keptRows(dialect, relation, names, booleans)}${fenceOfMoments(dialect)}) shifted`;
  const largest = (k: number) => extent?.reach[k] ?? 0;
  const total = (term: string, largestTerm: number) =>
    extent && !dialect.isCompensated
      ? sumInParts(dialect, term, largestTerm * extent.rowCount)
      : dialect.sum(term);
  const sums = names.flatMap((_, k): [string, string][] => [
    [`s_${k}`, total(`d${k}`, largest(k))],
    ...names
      .slice(0, k + 1)
      .map((_, j): [string, string] => [
        `p_${j}_${k}`,
        total(`d${j} * d${k}`, largest(j) * largest(k)),
      ]),
  ]);
  const queries: Query[] = [];
  for (let first = 0; first < sums.length; first += MOST_AGGREGATES) {
    const results = new Map<string, string>([["n", "COUNT(*)"]]);
    for (const [name, sum] of sums.slice(first, first + MOST_AGGREGATES)) {
      results.set(name, shown(dialect, sum));
    }
    queries.push({ sql: `SELECT ${aliased(results)}\n${from}`, columns: [...results.keys()] });
  }
  return queries;
}

/** Where an engine sums in parallel or on foreign servers, a fence would keep it from that. */
function fenceOfMoments({ fence, isNoNumber }: Dialect): string {
  return (isNoNumber && fence) ?? "";
}

/** Of the rows that are summed: their number, and how far each column goes from its center. */
export interface Extent {
  rowCount: number;
  reach: number[];
}

/**
 * A sum to the last digit from one that adds term after term. Adding and taking away a large number
 * rounds each term to a multiple of a unit so coarse that sums of these are exact in any order; what
 * that leaves of the terms is small, and so is the error of its sum (Demmel and Nguyen, 2013, *Fast
 * Reproducible Floating-Point Summation*).
 *
 * @param bound that no sum of magnitudes exceeds
 */
function sumInParts(dialect: Dialect, term: string, bound: number): string {
  const rounder = 1.5 * 2 ** Math.ceil(Math.log2(bound));
  if (!(rounder > 0 && rounder < Infinity)) return dialect.sum(term);
  const literal = dialect.literal(rounder);
  const coarse = `((${term} + ${literal}) - ${literal})`;
  return `${dialect.sum(coarse)} + ${dialect.sum(`${term} - ${coarse}`)}`;
}

/** The quartiles of the features, exactly. @throws InputError where the engine has no such thing */
export function quartileQuery(
  dialect: Dialect,
  relation: Relation,
  names: string[],
  booleans: readonly boolean[] = [],
): Query {
  const { percentile } = dialect;
  if (!percentile) throw new InputError(noPercentile(dialect));
  const results = new Map<string, string>();
  names.slice(0, -1).forEach((_, k) => {
    for (const quarter of [1, 2, 3]) {
      results.set(`q_${k}_${quarter}`, shown(dialect, percentile(`v${k}`, quarter / 4)));
    }
  });
  const from = keptRows(dialect, relation, names, booleans);
  return { sql: `SELECT ${aliased(results)}\nFROM ${from}`, columns: [...results.keys()] };
}

export function noPercentile({ label }: Dialect): string {
  return `scaler robust: ${label} has no exact percentiles; expected ${anyOf(SCALERS_OF_MOMENTS)}`;
}

function count(condition: string): string {
  return `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
}

export function shown(dialect: Dialect, expression: string): string {
  return dialect.shown?.(expression) ?? expression;
}

export function aliased(results: Map<string, string>): string {
  return Array.from(results, ([name, expression]) => `${expression} AS ${name}`).join(",\n  ");
}

/**
 * The chosen columns as doubles `v0, v1, …`; no name of the table's goes further.
 *
 * @param areJudged whether also as `b0, b1, …`, 1 for what a cast would silently turn into a number
 */
function valueRows(
  dialect: Dialect,
  relation: Relation,
  names: string[],
  booleans: readonly boolean[],
  areJudged: boolean,
): string {
  const values = names.map((name, k) => {
    const column = quotedName(dialect, name);
    const number = booleans[k]
      ? `CASE WHEN ${column} THEN 1 WHEN NOT ${column} THEN 0 END`
      : column;
    return `${dialect.double(number)} AS v${k}`;
  });
  const { isNoNumber } = dialect;
  const words = isNoNumber
    ? names.map(
        (name, k) =>
          `CASE WHEN ${isNoNumber(quotedName(dialect, name))} THEN 1 ELSE 0 END AS b${k}`,
      )
    : [];
  const list = areJudged ? [...values, ...words] : values;
  return `(SELECT ${list.join(",\n  ")}\nFROM ${relationText(dialect, relation)}) chosen`;
}

export function keptRows(
  dialect: Dialect,
  relation: Relation,
  names: string[],
  booleans: readonly boolean[],
): string {
  const values = names.map((_, k) => `v${k}`).join(", ");
  const conditions = names.map((_, k) =>
    dialect.isNaN ? `v${k} IS NOT NULL AND NOT (${dialect.isNaN(`v${k}`)})` : `v${k} IS NOT NULL`,
  );
  return `(SELECT ${values} FROM ${valueRows(dialect, relation, names, booleans, false)}
WHERE ${conditions.join(" AND ")}) kept`;
}
