import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import {
  quoteJson,
  toPlainJson,
  isObject,
  type JsonObject,
  type JsonValue,
} from "../json/jsonValue.ts";
import { assembleGrid, type Matrix } from "./assembleGrid.ts";
import { DEFAULT_LABELS, type PanelRead, type Place } from "./gridRead.ts";
import { axisFromJson, matrixFromJson } from "./jsonNumbers.ts";
import { PointBudget } from "./pointBudget.ts";
import { recordsFromJson } from "./panelRecords.ts";
import type { SampledRecord } from "../../core/landscape.ts";

const KNOWN_KEYS = new Set([
  ...["title", "colormap", "xLabel", "yLabel", "zLabel", "x", "y", "z"],
  ...["scaler", "loss", "optimum", "curvature", "model", "path", "paths", "sampled"],
]);

/** Which axes of a document decrease, and were turned round with the losses. */
interface Turned {
  x: boolean;
  y: boolean;
}

/** A panel of a grid document; only `z` is required. */
export function panelFromJson(panel: JsonObject, points: PointBudget, at: Place): PanelRead {
  if (panel.z === undefined) throw new InputError(`${at("z")}: missing, expected rows of numbers`);
  const matrix = matrixFromJson(panel.z, points, at("z"));
  const x = axisFromJson(panel.x, "x", at("x"));
  const y = axisFromJson(panel.y, "y", at("y"));
  return panelAround(panel, matrix, { x, y }, at);
}

/** A panel whose grid has been read already, from JSON or from the arrays of an NPZ file. */
export function panelAround(
  panel: JsonObject,
  matrix: Matrix,
  axes: { x?: Float64Array; y?: Float64Array },
  at: Place,
): PanelRead {
  const text = (key: string) => textFromJson(panel, key, at);
  const turned = { x: isDecreasing(axes.x), y: isDecreasing(axes.y) };
  const grid = assembleGrid(matrix, axes, at);
  const sampled = sampledFromJson(panel.sampled, matrix, turned, at("sampled"));
  const extra = unknownKeys(panel, KNOWN_KEYS, at);
  return {
    title: text("title"),
    colormap: text("colormap") || undefined,
    xLabel: text("xLabel") ?? DEFAULT_LABELS.xLabel,
    yLabel: text("yLabel") ?? DEFAULT_LABELS.yLabel,
    zLabel: text("zLabel") ?? DEFAULT_LABELS.zLabel,
    ...grid,
    ...recordsFromJson(panel, grid, at),
    ...(sampled && { sampled }),
    ...(extra && { extra }),
  };
}

function isDecreasing(axis: Float64Array | undefined): boolean {
  return axis !== undefined && axis[1] < axis[0];
}

export function textFromJson(object: JsonObject, key: string, at: Place): string | undefined {
  const value = object[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  throw new InputError(`${at(key)}: ${quoteJson(value)}, expected a string`);
}

export function unknownKeys(
  object: JsonObject,
  known: Set<string>,
  at: Place,
): Record<string, unknown> | undefined {
  const unknown = Object.entries(object).filter(([key]) => !known.has(key));
  if (unknown.length === 0) return undefined;
  return Object.fromEntries(
    unknown.map(([key, value]) => [key, toPlainJson(value, at(quoted(key)))]),
  );
}

/** How a panel was sampled: the flags of its points, as many as its losses, and the estimated error. */
function sampledFromJson(
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
