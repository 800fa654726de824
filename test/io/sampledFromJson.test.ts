import { expect, test } from "vitest";
import { documentChunks } from "../../src/io/gridWriters/gridWriters.ts";
import { readLandscapeDocument } from "../../src/io/readLandscapes.ts";
import { bytesOf } from "./documents.ts";

async function read(panel: object) {
  const stream = [Buffer.from(JSON.stringify(panel))];
  const source = {
    name: "panel",
    stream: (async function* () {
      yield* stream;
    })(),
  };
  return (await readLandscapeDocument([source], { maxPoints: 100 })).document;
}

const PANEL = {
  x: [2, 1],
  y: [0, 1, 2],
  z: [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
  sampled: {
    evaluated: [
      [1, 0],
      [0, 0],
      [1, 1],
    ],
    estimatedError: 0.01,
    scale: "log",
    by: "hand",
  },
};

test("flags turn round with the losses, and what is unknown passes through", async () => {
  const document = await read(PANEL);
  expect(document.panels[0].sampled).toEqual({
    count: 3,
    estimatedError: 0.01,
    scale: "log",
    by: "hand",
    evaluated: [
      [0, 1],
      [0, 0],
      [1, 1],
    ],
  });
  const written = JSON.parse(String(await bytesOf(documentChunks(document, "json"))));
  expect(written.panels[0].sampled).toEqual(document.panels[0].sampled);
});

test.each([
  [{ evaluated: [[1, 0]] }, "evaluated"],
  [{ evaluated: [[1, 0], [0, 2], [1, 1]] }, "2, expected 0 or 1"], // prettier-ignore
  [7, "expected an object"],
])("wrong flags %j are refused", async (sampled, message) => {
  await expect(read({ ...PANEL, sampled })).rejects.toThrow(message);
});
