import { distance } from "fastest-levenshtein";

/** The known words that a mistyped one most resembles, best first; none where nothing is close. */
export function nearest(word: string, known: readonly string[], most = 1): string[] {
  // Nobody means a short word by a very long one, and comparing costs length times length.
  if (word.length > 64) return [];
  const lower = word.toLowerCase();
  return known
    .map((name) => ({ name, steps: stepsBetween(lower, name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.max(2, Math.ceil(name.length / 3)))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, most)
    .map(({ name }) => name);
}

function stepsBetween(word: string, name: string): number {
  const begins = word.length >= 3 && name.startsWith(word);
  return begins ? 1 : distance(word, name);
}
