import { Expected, type Parser } from "./expected.ts";

/** Splits at commas; `\,` is a comma within an item and `\\` a backslash. */
export function splitList(text: string): string[] {
  const items = [""];
  for (let i = 0; i < text.length; i++) {
    const next = text[i + 1];
    if (text[i] === "\\" && (next === "," || next === "\\")) {
      items[items.length - 1] += next;
      i++;
    } else if (text[i] === ",") {
      items.push("");
    } else {
      items[items.length - 1] += text[i];
    }
  }
  return items;
}

/** The text that `splitList` splits into these items. */
export function joinList(items: readonly string[]): string {
  return items.map((item) => item.replace(/[\\,]/g, "\\$&")).join(",");
}

/** Any texts, empty ones among them. */
export const textList: Parser<string[]> = splitList;

/** One name or more, none empty, none twice. */
export const nameList: Parser<string[]> = (text) => {
  const names = splitList(text).map((name) => name.trim());
  if (names.includes("")) throw new Expected("names separated by commas");
  if (new Set(names).size < names.length) throw new Expected("each name once");
  return names;
};

export const namePair: Parser<[string, string]> = (text) => {
  const names = splitList(text).map((name) => name.trim());
  const [first, second] = names;
  if (names.length !== 2 || !first || !second || first === second) {
    throw new Expected("two different names separated by a comma");
  }
  return [first, second];
};

export const labelTriple: Parser<[string, string, string]> = (text) => {
  const labels = splitList(text);
  const [x, y, z] = labels;
  if (labels.length !== 3) {
    throw new Expected("three labels separated by commas (\\, is a comma within a label)");
  }
  return [x, y, z];
};

/** Up to `most` items, each read by `parse`. */
export function listOf<Value>(parse: Parser<Value>, most: number, what: string): Parser<Value[]> {
  return (text) => {
    const items = splitList(text);
    if (items.length > most) throw new Expected(`at most ${most} ${what}`);
    return items.map((item) => parse(item.trim()));
  };
}
