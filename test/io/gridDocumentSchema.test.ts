import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { LOSSES } from "../../src/core/losses/losses.ts";
import { namesOf } from "../../src/core/options/texts.ts";
import { SCALERS } from "../../src/core/scalers/scalers.ts";
import { gridDocumentSchema } from "../../src/io/gridSchema.ts";
import { documentChunks } from "../../src/io/gridWriters/gridWriters.ts";
import { bytesOf, fullDocument } from "./documents.ts";

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(gridDocumentSchema);

async function written() {
  return JSON.parse(String(await bytesOf(documentChunks(fullDocument(), "json"))));
}

describe("the schema of the grid document", () => {
  test("holds for a written document", async () => {
    validate(await written());
    expect(validate.errors).toBeNull();
  });

  test("knows every loss and every scaler, and no other", async () => {
    const document = await written();
    for (const name of namesOf(LOSSES)) {
      document.panels[0].loss.name = name;
      expect(validate(document), name).toBe(true);
    }
    for (const name of namesOf(SCALERS)) {
      document.panels[0].scaler.name = name;
      expect(validate(document), name).toBe(true);
    }
    document.panels[0].loss.name = "huger";
    expect(validate(document)).toBe(false);
  });

  test("asks for nothing but z of a panel", () => {
    const document = {
      format: "loss-landscape/grids",
      version: 1,
      panels: [
        {
          z: [
            [1, 2],
            [3, null],
          ],
        },
      ],
    };
    expect(validate(document)).toBe(true);
  });

  test.each([
    ["/version", (d: Written) => (d.version = 2)],
    ["/panels", (d: Written) => (d.panels = [])],
    ["/panels/0/z/1/0", (d: Written) => (d.panels[0].z[1][0] = "abc")],
    ["/panels/0/z", (d: Written) => (d.panels[0].z = [[1, 2]])],
    ["/panels/0/x", (d: Written) => (d.panels[0].x = [0, 1, 1])],
    ["/panels/0/paths/1/method", (d: Written) => (d.panels[0].paths[1].method = 7)],
    ["/panels/0/curvature/eigenvalues", (d: Written) => (d.panels[0].curvature.eigenvalues = [1])],
  ])("points at %s", async (place, spoil) => {
    const document = await written();
    spoil(document);
    expect(validate(document)).toBe(false);
    expect(validate.errors?.map((error) => error.instancePath)).toContain(place);
  });
});

interface Written {
  version: number;
  panels: {
    x: number[];
    z: unknown[][];
    paths: { method: unknown }[];
    curvature: { eigenvalues: number[] };
  }[];
}
