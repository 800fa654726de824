import { InputError } from "../../core/errors.ts";
import type { SampledRecord } from "../../core/landscape.ts";
import { isObject, quoteJson, toPlainJson, type JsonValue } from "../json/jsonValue.ts";
import type { Matrix } from "./assembleGrid.ts";
import { matrixFromJson } from "./jsonNumbers.ts";
import { PointBudget } from "./pointBudget.ts";

/** Which axes of a document decrease, and were turned round with the losses. */
export interface Turned {
  x: boolean;
  y: boolean;
}

/** How a panel was sampled: the flags of its points, as many as its losses, and the estimated error. */
export function sampledFromJson(
  value: JsonValue | undefined,
  { rowCount, columnCount }: Matrix,
  turned: Turned,
  place: string,
): SampledRecord | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw new InputError(`${place}: ${quoteJson(value)}, expected an object`);
  const flags = matrixFromJson(
    value.evaluated ?? null,
    new PointBudget(Infinity),
    `${place}.evaluated`,
  );
  if (flags.rowCount !== rowCount || flags.columnCount !== columnCount) {
    throw new InputError(
      `${place}.evaluated: ${flags.rowCount} x ${flags.columnCount} flags, expected ${rowCount} x ${columnCount}`,
    );
  }
  const wrong = flags.values.find((flag) => flag !== 0 && flag !== 1);
  if (wrong !== undefined) {
    throw new InputError(`${place}.evaluated: ${wrong}, expected 0 or 1`);
  }
  const evaluated = Array.from({ length: rowCount }, (_, i) => {
    const row = Array.from(flags.values.subarray(i * columnCount, (i + 1) * columnCount));
    return turned.x ? row.reverse() : row;
  });
  const { estimatedError, scale } = value;
  const others = Object.entries(value).map(([key, part]) => [key, toPlainJson(part, place)]);
  return {
    ...Object.fromEntries(others),
    count: flags.values.reduce((sum, flag) => sum + flag, 0),
    ...(typeof estimatedError === "number" && { estimatedError }),
    scale: scale === "log" ? "log" : "linear",
    evaluated: turned.y ? evaluated.reverse() : evaluated,
  };
}
