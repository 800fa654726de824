import { Expected, makeKind, type Kind } from "./kind.ts";
import { anyText } from "./texts.ts";

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

/**
 * One value or more of a kind, separated by commas.
 *
 * @param most how many at most
 * @param what they are, in the plural
 * @param least how many at least
 */
export function listOf<Value>(
  item: Kind<Value>,
  most: number,
  what: string,
  least = 1,
): Kind<Value[]> {
  return makeKind<Value[]>({
    argument: "LIST",
    expected: item.expected,
    choices: item.choices,
    isList: true,
    read(value) {
      const items = itemsOf(value);
      if (items.length < least) throw new Expected(`at least ${least} of the ${what}`);
      if (items.length > most) throw new Expected(`at most ${most} ${what}`);
      return items.map((one) => item.read(typeof one === "string" ? one.trim() : one));
    },
    write: (values) => joinList(values.map((value) => item.write(value))),
    record: (values) => values.map((value) => item.record(value)),
  });
}

/** The same, recorded as the value itself where it is one alone. */
export function oneOrMore<Value>(
  item: Kind<Value>,
  most: number,
  what: string,
  least = 1,
): Kind<Value[]> {
  const list = listOf(item, most, what, least);
  return {
    ...list,
    record: (values) => (values.length === 1 ? item.record(values[0]) : list.record(values)),
  };
}

/** Any texts, empty ones among them. */
export const textList = makeKind<string[]>({
  argument: "LIST",
  expected: "texts separated by commas",
  read: (value) => itemsOf(value).map((item) => anyText.read(item)),
  write: joinList,
});

/** One name or more, none empty, none twice. */
export const nameList = makeKind<string[]>({
  argument: "A,B,…",
  expected: "names separated by commas",
  read(value) {
    const names = itemsOf(value).map((item) => anyText.read(item).trim());
    if (names.length === 0 || names.includes("")) throw new Expected(this.expected);
    if (new Set(names).size < names.length) throw new Expected("each name once");
    return names;
  },
  write: joinList,
});

export const namePair = makeKind<[string, string]>({
  argument: "A,B",
  expected: "two different names separated by a comma",
  read(value) {
    const names = itemsOf(value).map((item) => anyText.read(item).trim());
    const [first, second] = names;
    if (names.length !== 2 || !first || !second || first === second) {
      throw new Expected(this.expected);
    }
    return [first, second];
  },
  write: joinList,
});

/** `count` texts, such as the labels of three axes. */
export function textsOf<Texts extends string[]>(
  count: Texts["length"],
  argument: string,
  expected: string,
): Kind<Texts> {
  return makeKind<Texts>({
    argument,
    expected,
    read(value) {
      const texts = itemsOf(value).map((item) => anyText.read(item));
      if (!hasLength<Texts>(texts, count)) throw new Expected(expected);
      return texts;
    },
    write: joinList,
  });
}

function hasLength<Texts extends string[]>(
  texts: string[],
  count: Texts["length"],
): texts is Texts {
  return texts.length === count;
}

function itemsOf(value: unknown): readonly unknown[] {
  if (typeof value === "string") return splitList(value);
  return Array.isArray(value) ? value : [value];
}
