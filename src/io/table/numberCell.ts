const MISSING = new Set(["", "na", "n/a", "#n/a", "nan", "-nan", "null", "none"]);

/** The number that a cell's text shows in decimal; NaN for any other text. */
export function numberFromCell(cell: string): number {
  const text = cell.trim();
  const value = Number(text);
  if (value === 0 && text === "") return NaN;
  // Number also takes 0x1f, 0b1 and 0o7.
  const second = text.charCodeAt(1) | 0x20;
  if (second === 0x78 || second === 0x62 || second === 0x6f) return NaN;
  return value;
}

/** Whether a cell is empty or holds a word for "no value". */
export function isMissingCell(cell: string): boolean {
  return MISSING.has(cell.trim().toLowerCase());
}
