import { InputError, option } from "../../core/errors.ts";
import { isObject, quoteJson, type JsonObject, type JsonValue } from "../json/jsonValue.ts";
import { assembleGrid, type Matrix } from "./assembleGrid.ts";
import { DEFAULT_LABELS, type PanelRead, type Place } from "./gridRead.ts";
import { axisFromJson, axisFromMeshgrid, matrixFromJson } from "./jsonNumbers.ts";
import type { PointBudget } from "./pointBudget.ts";
import { decodeNumbers, NUMBER_TYPES } from "../numpy/numberTypes.ts";

/** The colour at the upper end, by which plotly.py's lists of colours are told apart. */
const UPPER_COLORS: Record<string, string> = {
  viridis: "#fde725",
  plasma: "#f0f921",
  cividis: "#fee838",
  magma: "#fcfdbf",
  inferno: "#fcffa4",
  turbo: "#7a0403",
};

interface DecodedArray {
  values: Float64Array;
  shape: number[];
}

/** The surface traces of a Plotly figure (`{data, layout}`), or one trace alone, as panels. */
export function readPlotlyFigure(figure: JsonObject, at: Place, points: PointBudget): PanelRead[] {
  const traces = figure.data ?? [figure];
  if (!Array.isArray(traces)) {
    throw new InputError(`${at("data")}: ${quoteJson(traces)}, expected an array of traces`);
  }
  const layout = isObject(figure.layout) ? figure.layout : {};
  const panels = traces.flatMap((trace, index) => {
    if (!isObject(trace) || trace.type !== "surface") return [];
    const place = (key: string) => (figure.data ? at(`data[${index}].${key}`) : at(key));
    return [panelFromTrace(trace, layout, points, place)];
  });
  if (panels.length === 0) {
    throw new InputError(`${at("data")}: no trace with the type "surface"`);
  }
  if (panels.length === 1) panels[0].title ??= titleText(layout.title);
  return panels;
}

function panelFromTrace(
  trace: JsonObject,
  layout: JsonObject,
  points: PointBudget,
  at: Place,
): PanelRead {
  const matrix = matrixFromTrace(trace.z, points, at("z"));
  const x = axisFromTrace(trace.x, "x", at("x"));
  const y = axisFromTrace(trace.y, "y", at("y"));
  const sceneName = typeof trace.scene === "string" ? trace.scene : "scene";
  const scene = isObject(layout[sceneName]) ? layout[sceneName] : {};
  const label = (axis: string) => isObject(scene[axis]) && titleText(scene[axis].title);
  return {
    title: typeof trace.name === "string" ? trace.name : undefined,
    colormap: colormapFrom(trace.colorscale),
    xLabel: label("xaxis") || DEFAULT_LABELS.xLabel,
    yLabel: label("yaxis") || DEFAULT_LABELS.yLabel,
    zLabel: label("zaxis") || DEFAULT_LABELS.zLabel,
    ...assembleGrid(matrix, { x, y }, at),
  };
}

function matrixFromTrace(value: JsonValue | undefined, points: PointBudget, place: string): Matrix {
  if (!isObject(value)) return matrixFromJson(value ?? null, points, place);
  const { values, shape } = decodeTypedArray(value, points.left, place);
  if (shape.length !== 2) {
    throw new InputError(`${place}: shape (${shape.join(", ")}), expected two dimensions`);
  }
  const [rowCount, columnCount] = shape;
  points.take(rowCount, columnCount, place);
  return { values, rowCount, columnCount };
}

function axisFromTrace(
  value: JsonValue | undefined,
  axis: "x" | "y",
  place: string,
): Float64Array | undefined {
  if (!isObject(value)) return axisFromJson(value, axis, place);
  const decoded = decodeTypedArray(value, Infinity, place);
  if (decoded.shape.length === 1) return decoded.values;
  return axisFromMeshgrid(rowsOf(decoded), axis, place);
}

function rowsOf({ values, shape: [rowCount, columnCount] }: DecodedArray): Float64Array[] {
  return Array.from({ length: rowCount }, (_, i) =>
    values.slice(i * columnCount, (i + 1) * columnCount),
  );
}

function titleText(title: JsonValue | undefined): string | undefined {
  const text = isObject(title) ? title.text : title;
  return typeof text === "string" ? text : undefined;
}

/** The colormaps that Plotly and this program have in common, reversed or not. */
function colormapFrom(colorscale: JsonValue | undefined): string | undefined {
  for (const [name, upperColor] of Object.entries(UPPER_COLORS)) {
    if (typeof colorscale === "string") {
      const [base, reversed] = colorscale.toLowerCase().split("_");
      if (base === name) return reversed === "r" ? `${name}-r` : name;
    } else if (Array.isArray(colorscale)) {
      if (colorOf(colorscale.at(-1)) === upperColor) return name;
      if (colorOf(colorscale[0]) === upperColor) return `${name}-r`;
    }
  }
  return undefined;
}

/** Of a pair `[position, colour]`. */
function colorOf(stop: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(stop) ? stop[1] : undefined;
}

/** Plotly's `{dtype, bdata, shape}`: little-endian numbers in base64, as plotly.py 6 writes them. */
function decodeTypedArray(value: JsonObject, maxPoints: number, place: string): DecodedArray {
  const { dtype, bdata } = value;
  const type =
    typeof dtype === "string" && Object.hasOwn(NUMBER_TYPES, dtype) && NUMBER_TYPES[dtype];
  if (!type || typeof bdata !== "string") {
    throw new InputError(`${place}: ${quoteJson(value)}, expected numbers`);
  }
  const bytes = Buffer.from(bdata, "base64");
  const count = Math.floor(bytes.length / type.byteCount);
  const shape = shapeOf(value, count);
  if (!shape || shape.reduce((product, length) => product * length, 1) !== count) {
    throw new InputError(
      `${place}.shape: ${quoteJson(value.shape)} does not fit its ${count} numbers`,
    );
  }
  if (count > maxPoints) {
    throw InputError.of`${place}: ${count} points, more than ${maxPoints} (raise ${option("maxPoints")})`;
  }
  return { values: decodeNumbers(bytes, type, count, true), shape };
}

/** Plotly writes it as a number, or as a string: `"50, 50"`. */
function shapeOf({ shape }: JsonObject, count: number): number[] | undefined {
  if (shape === undefined) return [count];
  const lengths =
    shape instanceof Float64Array ? Array.from(shape) : String(shape).split(",").map(Number);
  return lengths.every((length) => Number.isSafeInteger(length) && length > 0) &&
    lengths.length <= 2
    ? lengths
    : undefined;
}
