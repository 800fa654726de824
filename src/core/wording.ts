import { distance } from "fastest-levenshtein";

const MOST_CHARACTERS = 80;
/** Longer words are no slips of the pen, and comparing costs length times length. */
const LONGEST_COMPARED = 64;

// Control characters, line separators, and the marks that turn the direction of writing.
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A value from outside as part of a one-line message: control characters escaped, long ones cut. */
export function shown(text: string): string {
  return text === "" ? '""' : shortened(text);
}

/** The same in double quotes, for a name within a sentence. */
export function quoted(text: string): string {
  return `"${shortened(text)}"`;
}

/** Text without line breaks and other characters that a terminal obeys instead of showing. */
export function oneLine(text: string): string {
  // A lone surrogate would be written as bytes that are not UTF-8.
  return text.replace(/\p{Surrogate}/gu, "\ufffd").replace(UNPRINTABLE, escaped);
}

/** `mse, mae or huber`. */
export function anyOf(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} or ${names[names.length - 1]}`;
}

/** The known word that a mistyped one most resembles; none where nothing is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [closest] = byLikeness(word, known);
  if (closest === undefined || word.length > LONGEST_COMPARED) return undefined;
  return likeness(word, closest) <= Math.max(2, Math.ceil(closest.length / 3))
    ? closest
    : undefined;
}

/** `; did you mean huber?` after a mistyped word; empty where no known one is close. */
export function didYouMean(word: string, known: readonly string[], written = shown): string {
  const closest = nearest(word, known);
  return closest === undefined ? "" : `; did you mean ${written(closest)}?`;
}

/** The known words, those that resemble a mistyped one most first. */
export function byLikeness(word: string, known: readonly string[]): string[] {
  const start = word.slice(0, LONGEST_COMPARED);
  return known
    .map((name) => ({ name, steps: likeness(start, name) }))
    .sort((a, b) => a.steps - b.steps)
    .map(({ name }) => name);
}

/** Letters to change, case aside; a word that was only begun is close to the whole. */
function likeness(word: string, name: string): number {
  const [given, whole] = [word.toLowerCase(), name.toLowerCase()];
  return given.length >= 3 && whole.startsWith(given) ? 0.5 : distance(given, whole);
}

function shortened(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MOST_CHARACTERS + 2));
  if (characters.length <= MOST_CHARACTERS) return oneLine(text);
  return `${oneLine(characters.slice(0, MOST_CHARACTERS - 1).join(""))}…`;
}

function escaped(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
