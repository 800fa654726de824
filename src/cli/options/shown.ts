const MOST_CHARACTERS = 80;

// Control characters, line separators, and the marks that turn the direction of writing.
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A value from outside as part of a one-line message: control characters escaped, long ones cut. */
export function shown(text: string): string {
  if (text === "") return '""';
  const characters = Array.from(text.slice(0, 2 * MOST_CHARACTERS + 2));
  if (characters.length <= MOST_CHARACTERS) return oneLine(text);
  return `${oneLine(characters.slice(0, MOST_CHARACTERS - 1).join(""))}…`;
}

/** Text without line breaks and other characters that a terminal obeys instead of showing. */
export function oneLine(text: string): string {
  // A lone surrogate would be written as bytes that are not UTF-8.
  return text.replace(/\p{Surrogate}/gu, "\ufffd").replace(UNPRINTABLE, escaped);
}

function escaped(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
