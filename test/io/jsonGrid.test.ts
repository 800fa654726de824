import { describe, expect, test } from "vitest";
import { documentChunks } from "../../src/io/gridWriters/gridWriters.ts";
import { readLandscapeDocument } from "../../src/io/readLandscapes.ts";
import { bytesOf, fullDocument, sourceOf } from "./documents.ts";

const options = { maxPoints: 10_000 };

async function read(text: string, overrides = {}) {
  const source = sourceOf(text, "grid.json");
  return (await readLandscapeDocument([source], { ...options, ...overrides }, "test 1")).document;
}

describe("grid document", () => {
  test("reads back exactly what was written", async () => {
    const bytes = await bytesOf(documentChunks(fullDocument(), "json"));
    const { document, sha256 } = await readLandscapeDocument(
      [sourceOf(bytes, "-")],
      options,
      "test 1",
    );
    expect(document).toEqual(fullDocument());
    expect(sha256[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(await bytesOf(documentChunks(document, "json"))).toEqual(bytes);
  });

  test("is ordinary JSON", async () => {
    const text = String(await bytesOf(documentChunks(fullDocument(), "json")));
    const parsed = JSON.parse(text);
    expect(parsed).toMatchObject({ format: "loss-landscape/grids", version: 1, origin: "test" });
    expect(parsed.panels[0].z).toEqual([
      [5e-324, null, -0],
      [0.1 + 0.2, 1.7976931348623157e308, 2 / 3],
    ]);
    expect(parsed.panels[0].curvature.conditionNumber).toBeNull();
    expect(parsed.panels[0].note).toBe("kept");
  });

  test("needs only z: axes default to indices, labels to the program's", async () => {
    const { panels, generator, spec } = await read('{"z": [[1,2,3],[4,5,6]]}');
    expect({ generator, spec }).toEqual({ generator: "test 1", spec: {} });
    expect(panels).toEqual([
      {
        title: "",
        ...{ xLabel: "Weight 1", yLabel: "Weight 2", zLabel: "Loss" },
        x: Float64Array.of(0, 1, 2),
        y: Float64Array.of(0, 1),
        z: Float64Array.of(1, 2, 3, 4, 5, 6),
      },
    ]);
  });

  test("reads paths that others made, and a single path", async () => {
    const z = '"z":[[1,2],[3,4]]';
    const { panels } = await read(
      `[{${z},"path":{"method":"gd","x":[0,1],"y":[1,1],"z":[3,null]}},
        {${z},"paths":[{"label":"run 1","x":[0],"y":[0]},{"method":"sgd","x":[1],"y":[0]}]}]`,
    );
    const [x, y, loss] = [Float64Array.of(0, 1), Float64Array.of(1, 1), Float64Array.of(3, NaN)];
    expect(panels[0].paths).toEqual([
      { label: "gradient descent", method: "gd", x, y, z: loss, diverged: false },
    ]);
    expect(panels[0]).not.toHaveProperty("path");
    expect(panels[1].paths?.map(({ label, z }) => [label, ...z])).toEqual([
      ["run 1", NaN],
      ["sgd", NaN],
    ]);
  });

  test("reads an array of panels and an array of rows", async () => {
    const { panels } = await read('[{"z":[[1,2],[3,4]]}, {"z":[[5,6],[7,8]], "title":"b"}]');
    expect(panels.map((panel) => panel.title)).toEqual(["", "b"]);
    const bare = await read("\ufeff [[1, 2], [NaN, -Infinity]]");
    expect(bare.panels[0].z).toEqual(Float64Array.of(1, 2, NaN, -Infinity));
  });

  test("turns decreasing axes round together with the losses", async () => {
    const { panels } = await read('{"x":[3,2,1],"y":[1,0],"z":[[1,2,3],[4,5,6]]}');
    expect(panels[0].x).toEqual(Float64Array.of(1, 2, 3));
    expect(panels[0].y).toEqual(Float64Array.of(0, 1));
    expect(panels[0].z).toEqual(Float64Array.of(6, 5, 4, 3, 2, 1));
  });

  test("fills in what version 1 documents of other programs may leave out", async () => {
    const { panels } = await read(
      `{"x":[0,1],"y":[0,1],"z":[[1,2],[3,4]], "optimum":{"x":0.5,"y":2,"z":1,"by":"hand"},
        "curvature":{"eigenvalues":[1,4],"conditionNumber":4}}`,
    );
    expect(panels[0].optimum).toEqual({
      ...{ x: 0.5, y: 2, z: 1, inside: false, exists: true, unique: true, weights: {} },
      by: "hand",
    });
    expect(panels[0].curvature).toMatchObject({ largestStableRate: 0.5, bestRate: 0.4 });
  });

  test.each([
    ['{"panels":[{"z":[[1,2],[3,4]]},{"z":[[1,2],[3]]}]}', "panels[1].z[1]: 1 numbers, expected 2"],
    ['[{"z":[[1,2],[3,"abc"]]}]', '[0].z[1][1]: "abc" is not a number'],
    ['{"z":[[1,2],[3,[4]]]}', "z[1][1]: an array of 1 is not a number"],
    ['{"z":[[1],[3]]}', "z: 2 x 1 points, expected two or more each way"],
    ['{"z":[[1,2]]}', "z: 1 x 2 points, expected two or more each way"],
    ['{"z":[[null,null],[null,null]]}', "z: every value is a hole"],
    ['{"z":[]}', "z: an empty array, expected an array of rows of numbers"],
    ['{"z":[1,2]}', "z: an array of 2, expected an array of rows of numbers"],
    ['{"x":[0,1,1],"z":[[1,2,3],[3,4,5]]}', "x[2]: 1 is not larger than the value before it"],
    ['{"x":[1,0,0.5],"z":[[1,2,3],[3,4,5]]}', "x[2]: 0.5 is not smaller than the value before it"],
    ['{"y":[0,1,2],"z":[[1,2,3],[3,4,5]]}', "y: 3 numbers, expected 2"],
    ['{"x":[0,null,2],"z":[[1,2,3],[3,4,5]]}', "x[1]: expected a finite number"],
    [
      '{"x":[[0,1],[0,2]],"z":[[1,2],[3,4]]}',
      "x[1]: the rows differ, expected an array of numbers",
    ],
    ['{"format":"other"}', 'format: "other", expected "loss-landscape/grids"'],
    ['{"format":"loss-landscape/grids","version":2,"panels":[]}', "version: 2, expected 1"],
    ['{"panels":[]}', "panels: an empty array, expected an array of panels"],
    ['{"panels":["a"]}', 'panels[0]: "a", expected a panel'],
    ['{"panels":[{}]}', "panels[0].z: missing, expected rows of numbers"],
    ['{"title":7,"z":[[1,2],[3,4]]}', "title: 7, expected a string"],
    ['{"loss":{"name":"nope"},"z":[[1,2],[3,4]]}', 'loss.name: "nope", expected mse, mae, huber'],
    ['{"path":{"method":"gd","x":[1],"y":[],"z":[1]},"z":[[1,2],[3,4]]}', "path.y: 0 numbers"],
    ['{"paths":{"x":[1]},"z":[[1,2],[3,4]]}', "paths: an object"],
    ['{"paths":[{"x":[1],"y":[2]},{"y":[2]}],"z":[[1,2],[3,4]]}', "paths[1].x: no numbers"],
    ['{"a":1}', 'an object with "a", expected a grid document, a panel with "z"'],
    ["[7, 8]", "an array of 2, expected a grid document"],
  ])("refuses %s", async (text, message) => {
    await expect(read(text)).rejects.toThrow(`grid.json: ${message}`);
  });

  test.each([
    ['{"z": [[1,2],\n[3,4],]}', '2:7: expected a value, found "]"'],
    ['{"z": [[1,2],\n[3,4]', '2:6: expected "," or "]", found the end'],
    ["{z: 1}", '1:2: expected a key in double quotes, found "z"'],
    ['{"ä": tru}', '1:7: expected a value, found "tru"'],
    ['{"a": 0x10}', '1:7: expected a value, found "0x10"'],
    ['{"a" 1}', '1:6: expected ":", found "1"'],
    ['{"a": "b\n"}', "1:9: expected a string without line breaks"],
    [`{"deep": ${"[".repeat(200)}`, "1:109: nested deeper than 100 levels"],
    ['{"a": 1} 2', '1:10: expected the end, found "2"'],
  ])("says where the syntax of %s is wrong", async (text, message) => {
    await expect(read(text)).rejects.toThrow(`grid.json:${message}`);
  });

  test("refuses more points than allowed", async () => {
    const row = `[${Array(10).fill(1).join()}]`;
    const text = `{"z":[${Array(10).fill(row).join()}]}`;
    await expect(read(text, { maxPoints: 99 })).rejects.toThrow(
      "grid.json: z: 10 x 10 points, more than 99 (raise maxPoints)",
    );
    await expect(read(text, { maxPoints: 100 })).resolves.toBeDefined();
  });

  test("joins several sources", async () => {
    const text = '{"z":[[1,2],[3,4]]}';
    const sources = [sourceOf(text, "a"), sourceOf(text, "b")];
    const { document, sha256 } = await readLandscapeDocument(sources, options, "test 1");
    expect(document.panels).toHaveLength(2);
    expect(document).toMatchObject({ generator: "test 1", spec: {} });
    expect(sha256[0]).toBe(sha256[1]);
  });
});

test("refuses a string that is not UTF-8, and takes one that is", async () => {
  const text = Buffer.from('{"z":[[1,2],[3,4]],"title":"é"}', "utf8");
  const { panels } = (await readLandscapeDocument([sourceOf(text, "grid.json")])).document;
  expect(panels[0].title).toBe("é");
  const spoilt = Buffer.from('{"z":[[1,2],[3,4]],"title":"\xe9"}', "latin1");
  await expect(readLandscapeDocument([sourceOf(spoilt, "grid.json")])).rejects.toThrow(
    "grid.json:1:29: a string that is not UTF-8",
  );
});
