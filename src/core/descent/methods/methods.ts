import { adam } from "./adam.ts";
import { gd } from "./gd.ts";
import type { DescentMethodSpec } from "./method.ts";
import { momentum } from "./momentum.ts";
import { nesterov } from "./nesterov.ts";

export const DESCENT_METHODS = { gd, momentum, nesterov, adam } satisfies Record<
  string,
  DescentMethodSpec
>;
export type DescentMethod = keyof typeof DESCENT_METHODS;

/** A method by its name, without regard to which. */
export function methodOf(name: DescentMethod): DescentMethodSpec {
  return DESCENT_METHODS[name];
}

/** What the key calls a method: its name in words, or the text that others gave. */
export function descentLabel(method: string): string {
  const known: Record<string, DescentMethodSpec> = DESCENT_METHODS;
  return Object.hasOwn(known, method) ? known[method].label : method;
}
