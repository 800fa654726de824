import type { Landscape } from "../../core/landscape.ts";
import { numberText } from "../json/writeJson.ts";
import { axisColumns, LONG_FORM } from "../grid/axisColumns.ts";
import type { GridWriter } from "./gridWriter.ts";

/** The grids in long form, a line for each point; a hole is an empty cell. Panels count from 0. */
export const CSV: GridWriter = {
  extensions: [".csv"],
  *pieces({ panels }) {
    const header = [LONG_FORM.panel, ...axisColumns(panels), LONG_FORM.loss];
    yield `${header.map(quoted).join(",")}\n`;
    for (const [index, panel] of panels.entries()) yield* rowPieces(panel, index);
  },
};

/** A grid row at a time. */
function* rowPieces({ x, y, z }: Landscape, index: number): Generator<string> {
  const xTexts = Array.from(x, cellText);
  for (let i = 0; i < y.length; i++) {
    const yText = cellText(y[i]);
    let lines = "";
    for (let j = 0; j < x.length; j++) {
      lines += `${index},${xTexts[j]},${yText},${cellText(z[i * x.length + j])}\n`;
    }
    yield lines;
  }
}

function cellText(value: number): string {
  return Number.isFinite(value) ? numberText(value) : "";
}

function quoted(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
