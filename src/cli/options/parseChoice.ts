import { Expected, type Parser } from "./expected.ts";
import { nearest } from "./nearest.ts";

export function choiceOf<Name extends string>(names: readonly Name[]): Parser<Name> {
  return (text) => {
    const name = names.find((known) => known === text);
    if (name === undefined) throw new Expected(expectedName(text, names));
    return name;
  };
}

function expectedName(text: string, names: readonly string[]): string {
  const closest = nearest(text, names);
  return anyOf(names) + (closest ? ` (nearest: ${closest})` : "");
}

/** `mse, mae or huber`. */
export function anyOf(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} or ${names[names.length - 1]}`;
}
