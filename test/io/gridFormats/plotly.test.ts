import { describe, expect, test } from "vitest";
import { fullDocument } from "../documents.ts";
import { GRID, gridOf, read, write } from "./reading.ts";

describe("a Plotly figure", () => {
  const figure = (trace: object, layout = {}) =>
    JSON.stringify({
      data: [
        {
          type: "surface",
          z: [
            [1, 2, 3],
            [4, 5, 6],
          ],
          ...trace,
        },
      ],
      layout,
    });

  test("gives its surfaces, with or without axes or as meshgrids", async () => {
    expect(await gridOf(figure({}))).toEqual(GRID);
    expect(await gridOf(figure({ x: [0, 1, 2], y: [0, 1] }))).toEqual(GRID);
    const meshgrid = {
      x: [
        [0, 1, 2],
        [0, 1, 2],
      ],
      y: [
        [0, 0, 0],
        [1, 1, 1],
      ],
    };
    expect(await gridOf(figure(meshgrid))).toEqual(GRID);
  });

  test("gives names, titles and colormaps that are known", async () => {
    const scene = { xaxis: { title: { text: "a" } }, yaxis: { title: "b" }, zaxis: { title: {} } };
    const layout = { title: { text: "Loss" }, scene };
    const { panels } = await read(figure({ colorscale: "Plasma_r" }, layout));
    expect(panels[0]).toMatchObject({
      title: "Loss",
      colormap: "plasma-r",
      xLabel: "a",
      yLabel: "b",
    });
    expect(panels[0].zLabel).toBe("Loss");
    const scale = [
      [0, "#30123b"],
      [1, "#7a0403"],
    ];
    const other = await read(figure({ colorscale: scale, name: "n" }, layout));
    expect(other.panels[0]).toMatchObject({ title: "n", colormap: "turbo" });
  });

  test("reads numbers in base64, as plotly.py writes them", async () => {
    const bdata = Buffer.from(Float32Array.of(1, 2, 3, 4, 5, 6).buffer).toString("base64");
    const z = { dtype: "f4", bdata, shape: "2, 3" };
    const x = { dtype: "i1", bdata: Buffer.from([0, 1, 2]).toString("base64") };
    expect(await gridOf(figure({ z, x }))).toEqual(GRID);
    await expect(read(figure({ z: { ...z, shape: "2, 4" } }))).rejects.toThrow(
      'grid: data[0].z.shape: "2, 4" does not fit its 6 numbers',
    );
    await expect(read(figure({ z: { ...z, dtype: "q" } }))).rejects.toThrow("data[0].z: an object");
  });

  test.each([
    ['{"data":[{"type":"bar"}]}', 'data: no trace with the type "surface"'],
    [figure({ z: [[1, 2], [3]] }), "data[0].z[1]: 1 numbers, expected 2"],
    [figure({ x: ["a", "b", "c"] }), 'data[0].x[0]: "a" is not a number'],
  ])("refuses %s", async (text, message) => {
    await expect(read(text)).rejects.toThrow(`grid: ${message}`);
  });

  test("draws from a panel as it is written", async () => {
    const [panel] = JSON.parse(String(await write(fullDocument(), "json"))).panels;
    const { panels } = await read(JSON.stringify({ data: [{ ...panel, type: "surface" }] }));
    // JSON.stringify above has no -0.
    expect(panels[0].z).toEqual(fullDocument().panels[0].z.map((value) => value + 0));
  });
});
