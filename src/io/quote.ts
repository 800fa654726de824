const MAX_LENGTH = 40;

/** A piece of the input as a message shows it: in double quotes, on one line, shortened. */
export function quote(text: string): string {
  return JSON.stringify(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text);
}
