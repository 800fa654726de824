import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { quoteJson, toPlainJson, type JsonObject } from "../json/jsonValue.ts";
import { assembleGrid, type Matrix } from "./assembleGrid.ts";
import { DEFAULT_LABELS, type PanelRead, type Place } from "./gridRead.ts";
import { axisFromJson, matrixFromJson } from "./jsonNumbers.ts";
import type { PointBudget } from "./pointBudget.ts";
import { recordsFromJson } from "./panelRecords.ts";
import { sampledFromJson } from "./sampledFromJson.ts";

const KNOWN_KEYS = new Set([
  ...["title", "colormap", "xLabel", "yLabel", "zLabel", "x", "y", "z"],
  ...["scaler", "loss", "optimum", "curvature", "model", "path", "paths", "sampled"],
]);

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
