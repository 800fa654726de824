import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { momentsFromSums, type Moments } from "../../core/moments.ts";
import { summaryOfMoments, type TableSummary } from "../../core/tableSummary.ts";
import { chooseColumns } from "../table/tableColumns.ts";
import { EngineError, type Answer, type Engine } from "./engine.ts";
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
}

export interface EngineRead {
  summary: TableSummary;
  /** Rows left out for a missing value. */
  dropped: number;
  /** Columns left out because they hold no numbers. */
  leftOut: string[];
}

/**
 * The moments of a table by the engine that holds it: counts and means, then sums about the means.
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
  if (!options.needsQuartiles) return { summary: summaryOfMoments(moments), dropped, leftOut };
  const third = quartileQuery(dialect, relation, names, booleans);
  const quarters = valuesOf(await engine.query(third.sql, third.columns), engine);
  const quartiles = names
    .slice(0, -1)
    .map((_, k) => [1, 2, 3].map((q) => numberOf(quarters, `q_${k}_${q}`)));
  return {
    summary: summaryOfMoments(moments, quartiles as [number, number, number][]),
    dropped,
    leftOut,
  };
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
  for (const query of secondQueries(dialect, relation, names, literals, booleans)) {
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

/** One row as a map from column to value. */
function valuesOf(answer: Answer, { name }: { name: string }): Map<string, string | null> {
  if (answer.rows.length !== 1) {
    throw new EngineError(`${name}: ${answer.rows.length} rows answered, expected 1`);
  }
  const [row] = answer.rows;
  return new Map(answer.columns.map((column, k) => [column.toLowerCase(), row[k] ?? null]));
}

function countOf(values: Map<string, string | null>, key: string): number {
  return values.has(key) ? numberOf(values, key) : 0;
}

const INFINITE = /^([-+]?)(?:inf|infinity)$/i;

function numberOf(values: Map<string, string | null>, key: string): number {
  const text = values.get(key);
  if (text === undefined) throw new EngineError(`the answer has no column ${key}`);
  if (text === null || text === "") return 0;
  const infinite = INFINITE.exec(text.trim());
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  const value = Number(text);
  if (Number.isNaN(value) && !/^-?nan$/i.test(text)) {
    throw new EngineError(`the answer's column ${key} is ${quoted(text)}, expected a number`);
  }
  return value;
}
