import { describe, expect, test } from "vitest";
import { fullDocument } from "../documents.ts";
import { GRID, gridOf, read, write } from "./reading.ts";

describe("CSV in long form", () => {
  test("writes a line a point and reads back to the same doubles", async () => {
    const document = fullDocument();
    const bytes = await write(document, "csv");
    expect(String(bytes).split("\n").slice(0, 4)).toEqual([
      "panel,w1,w2,loss",
      "0,-1,0.1,5e-324",
      "0,-0.0,0.1,",
      "0,0.3333333333333333,0.1,-0.0",
    ]);
    const { panels } = await read(bytes);
    expect(panels.map(({ x, y, z }) => ({ x, y, z }))).toEqual(
      document.panels.map(({ x, y, z }) => ({ x, y, z })),
    );
    expect(panels[0]).toMatchObject({ xLabel: "Weight 1", yLabel: "Weight 2", title: "" });
  });

  test("names the columns by the axes", async () => {
    const document = fullDocument();
    for (const panel of document.panels) {
      panel.xLabel = 'Weight of "sq, ft"';
      panel.yLabel = "Intercept";
    }
    const bytes = await write(document, "csv");
    expect(String(bytes).split("\n")[0]).toBe('panel,"""sq, ft""",intercept,loss');
    expect((await read(bytes)).panels[0]).toMatchObject({
      xLabel: '"sq, ft"',
      yLabel: "Intercept",
    });
    document.panels[1].yLabel = "Weight of b";
    expect(String(await write(document, "csv")).split("\n")[0]).toBe("panel,w1,w2,loss");
  });

  test("takes points in any order, without panels, and titles for panels", async () => {
    expect(await gridOf("a,b,loss\n2,0,3\n0,0,1\n1,0,2\n2,1,6\n1,1,5\n0,1,4\n")).toEqual(GRID);
    const text = "x,panel,y,z\n0,low,0,1\n1,low,0,inf\n0,low,1,3\n1,low,1,NaN\n";
    const { panels } = await read(text);
    expect(panels[0]).toMatchObject({ title: "low", xLabel: "x", yLabel: "y" });
    expect(panels[0].z).toEqual(Float64Array.of(1, NaN, 3, NaN));
  });

  test.each([
    ["a,b\n1,2\n", ':1: "a,b", expected the columns panel,w1,w2,loss'],
    ["1,2,3\n4,5,6\n", ':1: "1,2,3", expected the columns'],
    ["a,b,c\n", ": no rows"],
    ["a,b,c\n0,0,1\n1,0\n", ":3: 2 cells, expected 3"],
    ["a,b,c\n0,0,1\n1,x,1\n", ':3: column "b": "x" is not a number'],
    ["a,b,c\n0,0,1\n1,,1\n", ':3: column "b": "" is not a number'],
    ["a,b,c\n0,0,1\n1,0,x\n", ':3: column "c": "x" is not a number'],
    ["a,b,c\n0,0,1\n0,1,1\n", ": 2 x 1 points, expected two or more each way"],
    [
      "a,b,c\n0,0,1\n1,1,1\n2,2,3\n3,3,3\n4,4,4\n",
      ': 5 rows for 5 different "a" and 5 different "b"',
    ],
    ["a,b,c\n0,0,1\n1,0,1\n0,1,1\n0,1,2\n", ': two rows for "a" 0, "b" 1'],
    ["panel,a,b,c\n7,0,0,1\n", ": panel 7: 1 x 1 points"],
    ["\n", ": the file is empty"],
  ])("refuses %j", async (text, message) => {
    await expect(read(text)).rejects.toThrow(`grid${message}`);
  });
});
