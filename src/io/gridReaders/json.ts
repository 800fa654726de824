import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { MAX_BYTES, type Input } from "../input.ts";
import { JsonReader } from "../json/jsonReader.ts";
import { isObject, quoteJson, type JsonValue } from "../json/jsonValue.ts";
import { assembleGrid } from "../grid/assembleGrid.ts";
import { documentHead } from "../grid/documentHead.ts";
import { DEFAULT_LABELS, type GridRead, type PanelRead, type Place } from "../grid/gridRead.ts";
import { matrixFromJson } from "../grid/jsonNumbers.ts";
import { panelFromJson } from "../grid/panelFromJson.ts";
import type { PointBudget } from "../grid/pointBudget.ts";
import type { GridReader } from "./gridReader.ts";
import { readPlotlyFigure } from "../grid/plotlyFigure.ts";

/** Meshgrids take three. */
const NUMBERS_OF_A_POINT = 3;
/** For axes, paths and whatever else a document holds beside its losses. */
const OTHER_NUMBERS = 1_000_000;

/**
 * A grid document, a bare panel, an array of panels, a bare array of rows, or a
 * Plotly figure of surfaces.
 */
export const JSON_GRIDS: GridReader = {
  label: "grid document",
  recognizes: (head) => /^(\xef\xbb\xbf)?\s*[[{]/.test(head.toString("latin1")),
  async read(input, { points }) {
    // The text is let go before memory is taken for the grids.
    const value = await parse(input, NUMBERS_OF_A_POINT * points.left + OTHER_NUMBERS);
    return gridFromJson(value, input.name, points);
  },
};

async function parse(input: Input, maxNumbers: number): Promise<JsonValue> {
  const reader = new JsonReader(await input.bytes(MAX_BYTES), input.name, maxNumbers);
  const value = reader.value();
  reader.expectEnd();
  return value;
}

function gridFromJson(value: JsonValue, name: string, points: PointBudget): GridRead {
  const at = (key: string) => `${name}: ${key}`;
  if (Array.isArray(value)) {
    return {
      panels: isObject(value[0]) ? panels(value, at, "", points) : rows(value, at, points),
    };
  }
  if (!isObject(value)) {
    throw new InputError(`${name}: ${quoteJson(value)}, expected a grid document`);
  }
  if (value.panels !== undefined || value.format !== undefined) {
    const document = documentHead(value, at);
    return { panels: panels(value.panels, at, "panels", points), document };
  }
  if (value.z !== undefined && value.type === undefined) {
    return { panels: [panelFromJson(value, points, at)] };
  }
  if (value.data !== undefined || value.type !== undefined) {
    return { panels: readPlotlyFigure(value, at, points) };
  }
  const keys = Object.keys(value)
    .slice(0, 5)
    .map((key) => quoted(key))
    .join(", ");
  throw new InputError(
    `${name}: ${keys ? `an object with ${keys}` : "an empty object"}, ` +
      `expected a grid document, a panel with "z", or a Plotly figure`,
  );
}

function panels(
  value: JsonValue | undefined,
  at: Place,
  key: string,
  points: PointBudget,
): PanelRead[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new InputError(`${at(key)}: ${quoteJson(value)}, expected an array of panels`);
  }
  return value.map((panel, index) => {
    const place = at(`${key}[${index}]`);
    if (!isObject(panel)) {
      throw new InputError(`${place}: ${quoteJson(panel)}, expected a panel`);
    }
    return panelFromJson(panel, points, (part) => `${place}.${part}`);
  });
}

function rows(value: JsonValue[], at: Place, points: PointBudget): PanelRead[] {
  const matrix = matrixFromJson(value, points, at("z"));
  return [{ ...DEFAULT_LABELS, ...assembleGrid(matrix, {}, at) }];
}
