import type { JournalEntry } from "./journalLine.ts";
import type { PointAnswer } from "./parseAnswer.ts";

/** Answers too many that are noticed where all answers differ. */
const MOST_SHIFTED = 16;
/** Two runs of one program may sum in another order. */
const TOLERANCE = 1e-6;

/**
 * Points to ask for again, to see whether a worker whose end nobody saw was in step: where it had
 * printed one answer too many, every later answer belongs to the point before. They are its last
 * point, the last one before that with another answer, and one some way before.
 *
 * @param entries what it answered, in order; not empty
 */
export function witnesses(entries: readonly JournalEntry[]): JournalEntry[] {
  const last = entries.length - 1;
  const other = entries.findLastIndex(({ answer }) => !isSame(answer, entries[last].answer));
  const places = [last, ...(other < 0 ? [] : [other, Math.max(0, other - MOST_SHIFTED)])];
  return [...new Set(places)].map((k) => entries[k]);
}

/**
 * Whether the answers are those of their points. Where every fresh answer is another and none is
 * that of a later point, the loss itself differs from run to run, and nothing can be said against it.
 *
 * @param fresh answers of the witnesses, by index; one may be missing
 */
export function isInStep(
  entries: readonly JournalEntry[],
  fresh: ReadonlyMap<number, PointAnswer>,
): boolean {
  const asked = witnesses(entries).filter(({ index }) => fresh.has(index));
  const isTrue = ({ index, answer }: JournalEntry) => isSame(fresh.get(index) ?? NaN, answer);
  const wrong = asked.filter((entry) => !isTrue(entry));
  if (wrong.length === 0) return true;
  if (wrong.length < asked.length || asked.length === 1) return false;
  return !wrong.some((entry) =>
    entries
      .slice(entries.indexOf(entry) + 1)
      .some(({ answer }) => isSame(fresh.get(entry.index) ?? NaN, answer)),
  );
}

function isSame(a: PointAnswer, b: PointAnswer): boolean {
  if (typeof a === "number" && typeof b === "number") {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
    return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }
  if (typeof a === "number" || typeof b === "number") return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}
