import type { Landscape } from "../../core/landscape.ts";
import { jsonNumbers, jsonText } from "../json/writeJson.ts";
import { DOCUMENT_FORMAT, DOCUMENT_VERSION } from "../grid/documentHead.ts";
import type { GridWriter } from "./gridWriter.ts";

/** The grid document itself, a row of losses a line. */
export const JSON_GRIDS: GridWriter = {
  extensions: [".json"],
  *pieces({ generator, spec, panels, extra }) {
    const head = { format: DOCUMENT_FORMAT, version: DOCUMENT_VERSION, generator, spec, ...extra };
    yield `${entries(head, "")},\n"panels": [`;
    for (let index = 0; index < panels.length; index++) {
      yield index > 0 ? ",\n" : "\n";
      yield* panelPieces(panels[index]);
    }
    yield "\n]}\n";
  },
};

function* panelPieces(panel: Landscape): Generator<string> {
  const { x, y, z, extra, ...records } = panel;
  yield `${entries({ ...records, x, y, ...extra }, "  ")},\n  "z": [`;
  for (let i = 0; i < y.length; i++) {
    yield i > 0 ? ",\n" : "\n";
    yield jsonNumbers(z.subarray(i * x.length, (i + 1) * x.length));
  }
  yield "\n  ]}";
}

/** An object left open, a key a line. */
function entries(object: object, indent: string): string {
  const lines = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${JSON.stringify(key)}: ${jsonText(value)}`);
  return `${indent}{${lines.join(`,\n${indent}`)}`;
}
