import type { PointAnswer } from "./parseAnswer.ts";
import type { Answer } from "../../core/sampling/adaptivePlan.ts";

export interface JournalEntry {
  /** `row * columnCount + column`. */
  index: number;
  answer: PointAnswer;
  /** Why there is no answer after all tries. */
  failed?: string;
}

/** A line of a journal's file after its header. */
export type JournalLine =
  | { kind: "answer"; entry: JournalEntry }
  | { kind: "withdrawn"; index: number }
  /** Another process of the worker answers from here on. */
  | { kind: "started" }
  /** All answers before are known to be in step with their points. */
  | { kind: "checked" };

/** @returns nothing for a line that is cut off or unknown */
export function lineFrom(text: string, pointCount: number): JournalLine | undefined {
  const record = parsed(text);
  if (!record) return undefined;
  if (record.started === true) return { kind: "started" };
  if (record.checked === true) return { kind: "checked" };
  const { index, answer, failed } = record;
  if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= pointCount) {
    return undefined;
  }
  if (record.withdrawn === true) return { kind: "withdrawn", index };
  const value = answerFrom(answer);
  if (value === undefined) return undefined;
  const entry = { index, answer: value, ...(typeof failed === "string" && { failed }) };
  return { kind: "answer", entry };
}

/** @returns nothing where the text is no JSON object */
export function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function answerFrom(answer: unknown): PointAnswer | undefined {
  if (answer === null) return NaN;
  if (typeof answer === "number") return answer;
  if (typeof answer !== "object" || Array.isArray(answer)) return undefined;
  return Object.fromEntries(
    Object.entries(answer).map(([key, part]) => [key, typeof part === "number" ? part : NaN]),
  );
}

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
