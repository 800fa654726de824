import { quoted } from "../../core/wording.ts";

/** What a worker said of one point: a loss, or losses by name. `NaN`: a hole. */
export type PointAnswer = number | Record<string, number>;

const BARE_NUMBER = /^[+-]?(nan|inf|infinity)$/i;

/**
 * The answers of one line: a number, `null`, an object of these, or, where a request holds several
 * points, an array with one for each. JSON has no word for what is not finite, and programs print
 * `NaN` and `Infinity` all the same: they are holes.
 *
 * @param count points of the request; `undefined` for a request of one bare point
 * @returns the answers, or what is wrong with the line
 */
export function parseAnswer(line: string, count: number | undefined): PointAnswer[] | string {
  const value = parseLeniently(line);
  if (value === undefined) return `${quoted(line)}, expected ${expected(count)}`;
  if (count === undefined) {
    const answer = pointAnswer(value);
    return answer === undefined ? `${quoted(line)}, expected ${expected(count)}` : [answer];
  }
  if (!Array.isArray(value)) return `${quoted(line)}, expected ${expected(count)}`;
  if (value.length !== count) return `${value.length} answers, expected ${count}`;
  const answers: PointAnswer[] = [];
  for (const element of value) {
    const answer = pointAnswer(element);
    if (answer === undefined) return `${quoted(line)}, expected ${expected(count)}`;
    answers.push(answer);
  }
  return answers;
}

function parseLeniently(line: string): unknown {
  const plain = Number(line);
  if (line !== "" && !Number.isNaN(plain)) return plain;
  if (BARE_NUMBER.test(line)) return null;
  try {
    return JSON.parse(line);
  } catch {
    try {
      return JSON.parse(line.replace(/(?<=[:,[]\s*)[+-]?(?:nan|inf|infinity)\b/gi, "null"));
    } catch {
      return undefined;
    }
  }
}

function pointAnswer(value: unknown): PointAnswer | undefined {
  const single = lossOf(value);
  if (single !== undefined) return single;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const losses: Record<string, number> = {};
  for (const [key, part] of Object.entries(value)) {
    const loss = lossOf(part);
    if (loss === undefined) return undefined;
    losses[key] = loss;
  }
  return Object.keys(losses).length > 0 ? losses : undefined;
}

function lossOf(value: unknown): number | undefined {
  if (value === null) return NaN;
  if (typeof value !== "number") return undefined;
  return Number.isFinite(value) ? value : NaN;
}

function expected(count: number | undefined): string {
  const one = "a number, null or an object of numbers";
  return count === undefined ? one : `an array of ${count}, each ${one}`;
}
