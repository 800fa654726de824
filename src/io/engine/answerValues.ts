import { quoted } from "../../core/wording.ts";
import { EngineError, type Answer } from "./engine.ts";

/** One row as a map from column to value. */
export function valuesOf(answer: Answer, { name }: { name: string }): Map<string, string | null> {
  if (answer.rows.length !== 1) {
    throw new EngineError(`${name}: ${answer.rows.length} rows answered, expected 1`);
  }
  const [row] = answer.rows;
  return new Map(answer.columns.map((column, k) => [column.toLowerCase(), row[k] ?? null]));
}

/** Zero where the answer has no such column. */
export function countOf(values: Map<string, string | null>, key: string): number {
  return values.has(key) ? numberOf(values, key) : 0;
}

const INFINITE = /^([-+]?)(?:inf|infinity)$/i;

/** NULL, which a sum over no rows is, counts as zero. */
export function numberOf(values: Map<string, string | null>, key: string): number {
  const text = values.get(key);
  if (text === undefined) throw new EngineError(`the answer has no column ${key}`);
  return numberIn(text, key);
}

/** @param key of the column, for messages */
export function numberIn(text: string | null, key: string): number {
  if (text === null || text === "") return 0;
  const infinite = INFINITE.exec(text.trim());
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  const value = Number(text);
  if (Number.isNaN(value) && !/^-?nan$/i.test(text)) {
    throw new EngineError(`the answer's column ${key} is ${quoted(text)}, expected a number`);
  }
  return value;
}
