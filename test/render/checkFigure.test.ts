import { expect, test } from "vitest";
import type { Landscape } from "../../src/core/landscape.ts";
import type { FigureGiven } from "../../src/render/figure/figureOptions.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { bowl, fromFunction } from "./landscapes.ts";

const panel = fromFunction(bowl, 5);

test.each<[string, Landscape[], FigureGiven, string]>([
  ["nothing to draw", [], {}, "a figure needs a landscape at least"],
  ["too many titles", [panel], { titles: ["a", "b"] }, "2 titles for 1 panel"],
  ["losses that are too few", [{ ...panel, z: panel.z.slice(1) }], {}, "24 values; expected 5"],
  [
    "a falling axis",
    [{ ...panel, y: panel.y.slice().reverse() }],
    {},
    "panels[0].y: expected finite",
  ],
  ["an endless axis", [{ ...panel, x: Float64Array.of(0, 1, 2, 3, Infinity) }], {}, "rising order"],
  ["an axis of one point", [{ ...panel, x: Float64Array.of(1) }], {}, "expected 2 or more along"],
  ["a picture too large", [panel], { width: 9000, maxPixels: 1e6 }, "maxPixels 1000000"],
  ["a side too long", [panel], { width: 30_000, scale: 2 }, "expected at most 32767 along each"],
  ["an unknown colormap", [panel], { colormap: ["virdis"] }, "did you mean viridis,"],
  ["a background of no colour", [panel], { background: "nocolour" }, "a CSS colour or none"],
])("%s is refused in words", async (_, panels, options, message) => {
  await expect(renderFigure(panels, options)).rejects.toThrow(message);
});

test("a character that no font has is noted, and no other", async () => {
  const notesOf = async (title: string) => {
    const notes: string[] = [];
    await renderFigure([panel], { title, format: "svg", width: 300, height: 200 }, {}, (note) =>
      notes.push(note),
    );
    return notes;
  };
  expect(await notesOf("Loss \u{5fffd}")).toEqual([expect.stringContaining("(U+5FFFD)")]);
  expect(await notesOf("Loss ∂")).toEqual([]);
});
