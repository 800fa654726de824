import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import type { Dataset } from "../../core/dataset.ts";
import { momentsFromSums, type Moments } from "../../core/moments.ts";
import { summaryOfMoments, type TableSummary } from "../../core/tableSummary.ts";
import type { Quartiles } from "../../core/scalers/scaler.ts";
import { chooseColumns } from "../table/tableColumns.ts";
import { countOf, numberOf, valuesOf } from "./answerValues.ts";
import { EngineError, type Engine } from "./engine.ts";
import { EngineRows } from "./engineRows.ts";
import {
  firstQuery,
  namesQuery,
  noPercentile,
  quartileQuery,
  secondQueries,
  typesQuery,
  type Relation,
} from "./momentQueries.ts";

export interface EngineOptions {
  features?: string[];
  target?: string;
  missing: "error" | "drop";
  /** Whether a scaler needs quartiles. */
  needsQuartiles: boolean;
  /** Whether a loss needs more than moments. */
  needsRows?: boolean;
  /** How many rows may be fetched, where not as many as fit an answer. */
  mostRows?: number;
}

export interface EngineRead {
  /** The moments; where a loss needs rows with what asks the engine for their sums. */
  summary: TableSummary;
  /** The rows themselves, where a loss needs them and they are few. */
  dataset?: Dataset;
  /** Rows left out for a missing value. */
  dropped: number;
  /** Columns left out because they hold no numbers. */
  leftOut: string[];
}

/**
 * The moments of a table by the engine that holds it: counts and means, then sums about the means.
 * Where more is needed of a table of few rows, these are fetched.
 *
 * @param place of the table, for messages
 * @throws InputError where a column is missing or holds no numbers
 * @throws EngineError where the engine fails
 */
export async function readMoments(
  engine: Engine,
  relation: Relation,
  options: EngineOptions,
  place: string,
): Promise<EngineRead> {
  const { dialect } = engine;
  if (options.needsQuartiles && !dialect.percentile) throw new InputError(noPercentile(dialect));
  const { names, booleans, leftOut } = await chosenColumns(engine, relation, options, place);

  const first = firstQuery(dialect, relation, names, booleans);
  const counted = valuesOf(await engine.query(first.sql, first.columns), engine);
  const dropped = checkRows(counted, names, options.missing, place);

  const moments = await secondPass(engine, relation, names, booleans, counted);
  const read = { dropped, leftOut };
  const { needsRows, mostRows } = options;
  const rows = needsRows
    ? new EngineRows(engine, relation, moments, booleans, mostRows)
    : undefined;
  if (rows && moments.n <= rows.mostRows) {
    return { ...read, summary: summaryOfMoments(moments), dataset: await rows.fetch() };
  }
  const quartiles = options.needsQuartiles
    ? await readQuartiles(engine, relation, names, booleans)
    : undefined;
  return { ...read, summary: { ...summaryOfMoments(moments, quartiles), rows } };
}

async function readQuartiles(
  engine: Engine,
  relation: Relation,
  names: string[],
  booleans: boolean[],
): Promise<Quartiles[]> {
  const query = quartileQuery(engine.dialect, relation, names, booleans);
  const quarters = valuesOf(await engine.query(query.sql, query.columns), engine);
  const quartile = (k: number, q: number) => numberOf(quarters, `q_${k}_${q}`);
  return names.slice(0, -1).map((_, k) => [quartile(k, 1), quartile(k, 2), quartile(k, 3)]);
}

async function secondPass(
  engine: Engine,
  relation: Relation,
  names: string[],
  booleans: boolean[],
  counted: Map<string, string | null>,
): Promise<Moments> {
  const { dialect } = engine;
  const center = centersOf(names, counted);
  const literals = center.map((value) => dialect.literal(value));
  const sums = new Map<string, string | null>();
  const reach = center.map((c, k) =>
    Math.max(numberOf(counted, `max_${k}`) - c, c - numberOf(counted, `min_${k}`)),
  );
  const extent = { rowCount: numberOf(counted, "kept"), reach };
  for (const query of secondQueries(dialect, relation, names, literals, booleans, extent)) {
    const answer = valuesOf(await engine.query(query.sql, query.columns), engine);
    if (numberOf(answer, "n") !== numberOf(counted, "kept")) {
      throw new EngineError(`${engine.name}: the table changed while it was read`);
    }
    for (const [name, value] of answer) sums.set(name, value);
  }
  return momentsOfAnswers(names, counted, sums);
}

/** Where the second pass puts zero: the averages of the first. */
function centersOf(names: string[], counted: Map<string, string | null>): number[] {
  return names.map((_, k) => numberOf(counted, `avg_${k}`));
}

/** Moments from the answers to both queries, by their columns' names. */
function momentsOfAnswers(
  names: string[],
  counted: Map<string, string | null>,
  sums: Map<string, string | null>,
): Moments {
  const size = names.length;
  const products = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let j = 0; j <= k; j++) {
      products[j * size + k] = products[k * size + j] = numberOf(sums, `p_${j}_${k}`);
    }
  }
  const each = (prefix: string, from: Map<string, string | null>) =>
    Float64Array.from(names, (_, k) => numberOf(from, `${prefix}_${k}`));
  return momentsFromSums({
    n: numberOf(counted, "kept"),
    columns: names,
    center: Float64Array.from(centersOf(names, counted)),
    sums: each("s", sums),
    products,
    min: each("min", counted),
    max: each("max", counted),
  });
}

/**
 * Refuses what cannot be summed.
 *
 * @returns rows that are left out
 */
function checkRows(
  counted: Map<string, string | null>,
  names: string[],
  missing: "error" | "drop",
  place: string,
): number {
  const n = numberOf(counted, "n");
  if (n === 0) throw new InputError(`${place}: the table has no rows`);
  names.forEach((name, k) => {
    const column = `${place}: column ${quoted(name)}`;
    const words = countOf(counted, `word_${k}`);
    if (words > 0) throw new InputError(`${column}: ${rows(words)} no number`);
    const hint = "(missing drop leaves such rows out)";
    const nulls = countOf(counted, `null_${k}`);
    if (nulls > 0 && missing === "error") {
      throw new InputError(`${column}: ${rows(nulls)} NULL ${hint}`);
    }
    const nans = countOf(counted, `nan_${k}`);
    if (nans > 0 && missing === "error") {
      throw new InputError(`${column}: ${rows(nans)} NaN ${hint}`);
    }
  });
  const kept = countOf(counted, "kept");
  if (kept === 0) throw new InputError(`${place}: no rows, ${n} with missing values left out`);
  names.forEach((name, k) => {
    const ends = [numberOf(counted, `min_${k}`), numberOf(counted, `max_${k}`)];
    if (!ends.every(Number.isFinite)) {
      throw new InputError(`${place}: column ${quoted(name)}: a value is infinite`);
    }
  });
  return n - kept;
}

function rows(count: number): string {
  return count === 1 ? "1 row holds" : `${count} rows hold`;
}

interface Chosen {
  names: string[];
  booleans: boolean[];
  leftOut: string[];
}

async function chosenColumns(
  engine: Engine,
  relation: Relation,
  options: EngineOptions,
  place: string,
): Promise<Chosen> {
  const { dialect } = engine;
  const head = await engine.query(namesQuery(dialect, relation));
  if (head.columns.length === 0) throw new InputError(`${place}: the table has no rows`);
  const asked = options.features ? chooseColumns(head.columns, options, place).names : head.columns;
  const query = typesQuery(dialect, relation, asked);
  const answer = query && (await engine.query(query.sql, query.columns));
  const types = asked.map((_, k) => answer?.rows[0]?.[k] ?? "");
  const kinds = types.map(kindOf);

  const usable = asked.filter((name, k) => kinds[k] === "number" || name === options.target);
  const { names } = options.features ? { names: asked } : chooseColumns(usable, options, place);
  names.forEach((name) => {
    const k = asked.indexOf(name);
    if (kinds[k] === "number") return;
    const column = `${place}: column ${quoted(name)}`;
    throw new InputError(`${column} is of type ${types[k]}, no number${castHint(kinds[k], name)}`);
  });
  return {
    names,
    booleans: names.map((name) => /^bool/i.test(types[asked.indexOf(name)])),
    leftOut: options.features ? [] : asked.filter((name) => !usable.includes(name)),
  };
}

type Kind = "number" | "time" | "other";

function kindOf(type: string): Kind {
  if (/date|time|interval/i.test(type)) return "time";
  if (
    /char|text|string|blob|bytea|binary|uuid|json|struct|map|list|array|\[\]|enum|variant/i.test(
      type,
    )
  ) {
    return "other";
  }
  return "number";
}

function castHint(kind: Kind, name: string): string {
  return kind === "time"
    ? ` (give a query with extract(epoch from ${quoted(name)}) or a difference of days)`
    : "";
}
