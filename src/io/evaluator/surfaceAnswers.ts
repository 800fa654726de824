import type { Answer } from "../../core/sampling/adaptivePlan.ts";
import type { JournalEntry } from "./journalLine.ts";

/** The names of the losses, in the order of their first appearance; `""` for answers that are plain numbers. */
export function surfaceKeys(entries: JournalEntry[]): string[] {
  const keys = new Set<string>();
  for (const { answer } of entries) {
    if (typeof answer === "object") for (const key of Object.keys(answer)) keys.add(key);
  }
  return keys.size > 0 ? [...keys] : [""];
}

/** The losses of one point in the order of the keys; `NaN` where it has none of that name. */
export function answerOf({ answer }: JournalEntry, keys: string[]): Answer {
  if (typeof answer === "number") return keys.map((_, k) => (k === 0 ? answer : NaN));
  return keys.map((key) => answer[key] ?? NaN);
}
