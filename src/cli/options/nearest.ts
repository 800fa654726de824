import { distance } from "fastest-levenshtein";

/** Longer words are no slips of the pen, and comparing costs length times length. */
const LONGEST = 64;

/** The known word that a mistyped one most resembles; none where nothing is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [closest] = byLikeness(word, known);
  if (closest === undefined || word.length > LONGEST) return undefined;
  return likeness(word, closest) <= Math.max(2, Math.ceil(closest.length / 3))
    ? closest
    : undefined;
}

/** The known words, those that resemble a mistyped one most first. */
export function byLikeness(word: string, known: readonly string[]): string[] {
  const start = word.slice(0, LONGEST);
  return known
    .map((name) => ({ name, steps: likeness(start, name) }))
    .sort((a, b) => a.steps - b.steps)
    .map(({ name }) => name);
}

/** Letters to change, case aside; a word that was only begun is close to the whole. */
function likeness(word: string, name: string): number {
  const [given, whole] = [word.toLowerCase(), name.toLowerCase()];
  return given.length >= 3 && whole.startsWith(given) ? 1 : distance(given, whole);
}
