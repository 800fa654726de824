import { anyOf, didYouMean } from "../wording.ts";
import { Expected, makeKind, type Kind } from "./kind.ts";

/** On or off. */
export const onOrOff = makeKind<boolean>({
  expected: "true or false",
  read(value) {
    if (typeof value !== "boolean") throw new Expected(this.expected);
    return value;
  },
});

export const anyText = textKind("TEXT", "a text", () => true);
export const nonEmptyText = textKind("NAME", "a name", (text) => text !== "");

/** The name of a file to read or to write; `-` is standard input or output. */
export const fileName: Kind<string> = {
  ...textKind("FILE", "a file name", (text) => text !== "" && !text.includes("\0")),
  isPath: true,
};

/** Several files, one after another. */
export const fileNames = makeKind<string[]>({
  argument: "FILE",
  expected: "a file name or an array of them",
  isPath: true,
  repeats: true,
  read(value) {
    const files: unknown[] = Array.isArray(value) ? value : [value];
    if (files.length === 0) throw new Expected(this.expected);
    return files.map((file) => fileName.read(file));
  },
  write: (files) => files.join(" "),
});

/** One of the names of a registry or of a list. */
export function choiceOf<const Name extends string>(
  choices: readonly Name[] | Readonly<Record<Name, unknown>>,
): Kind<Name> {
  const names: readonly Name[] = isNames(choices) ? choices : namesOf(choices);
  return makeKind<Name>({
    argument: "NAME",
    expected: anyOf(names),
    choices: names,
    read(value) {
      const name = names.find((known) => known === value);
      if (name !== undefined) return name;
      const hint = typeof value === "string" ? didYouMean(value, names) : "";
      throw new Expected(`${this.expected}${hint}`);
    },
  });
}

/** The names of a registry, in its order. */
export function namesOf<Name extends string>(registry: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(registry) as Name[];
}

function isNames<Name extends string>(
  choices: readonly Name[] | Readonly<Record<Name, unknown>>,
): choices is readonly Name[] {
  return Array.isArray(choices);
}

function textKind(
  argument: string,
  expected: string,
  accepts: (text: string) => boolean,
): Kind<string> {
  return makeKind({
    argument,
    expected,
    read(value) {
      const text = typeof value === "number" ? String(value) : value;
      if (typeof text !== "string" || !accepts(text)) throw new Expected(expected);
      return text;
    },
  });
}
