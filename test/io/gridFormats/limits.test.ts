import { describe, expect, test } from "vitest";
import { npyFromNumbers, npyFromText } from "../../../src/io/numpy/npy.ts";
import { zipChunks } from "../../../src/io/numpy/zipChunks.ts";
import { readLandscapeDocument } from "../../../src/io/readLandscapes.ts";
import { fullDocument } from "../documents.ts";
import { options, read, write } from "./reading.ts";

describe("the limit on points", () => {
  const rows = Array.from({ length: 6 }, () => Array.from({ length: 10 }, (_, j) => j));
  const panels = [rows, rows].map((z) => ({ z }));
  const traces = { data: panels.map(({ z }) => ({ type: "surface", z })) };
  const long = ["panel,x,y,loss"].concat(
    panels.flatMap((_, p) =>
      rows.flatMap((row, i) => row.map((loss, j) => `${p},${j},${i},${loss}`)),
    ),
  );
  const x = Float64Array.from({ length: 10 }, (_, j) => j);
  const y = Float64Array.from({ length: 6 }, (_, i) => i);
  const z = Float64Array.from(rows.flat());
  const document = {
    ...{ generator: "", spec: {} },
    panels: fullDocument().panels.map((panel) => ({ ...panel, x, y, z })),
  };

  test.each([
    ["JSON", async () => JSON.stringify(panels)],
    ["Plotly", async () => JSON.stringify(traces)],
    ["CSV", async () => long.join("\n")],
    ["NPZ", () => write(document, "npz")],
  ] as const)("holds for all panels of a %s file", async (_, file) => {
    const bytes = await file();
    await expect(read(bytes, { maxPoints: 120 })).resolves.toBeDefined();
    await expect(read(bytes, { maxPoints: 119 })).rejects.toThrow(/more (points )?than 119/);
  });

  test("holds for all files, and before an archive is unpacked", async () => {
    const path = "test/fixtures/nn/shallow.h5";
    const two = readLandscapeDocument([{ path }, { path }], { maxPoints: 5201 }, "test");
    await expect(two).rejects.toThrow("with the 2601 of other panels, more than 5201");
    const archive = await write(document, "npz");
    // The data are damaged, which nobody sees who reads the headers alone.
    archive[archive.indexOf("\x93NUMPY", 0, "latin1") + 200] ^= 1;
    await expect(read(archive, { maxPoints: 119 })).rejects.toThrow("more than 119");
    await expect(read(archive, { maxPoints: 120 })).rejects.toThrow("damaged");
  });
});

describe("the limits on what a file may hold beside its points", () => {
  const many = (count: number) => `[${"1,".repeat(count - 1)}1]`;

  test("of a document are three numbers a point, and a million", async () => {
    const limit = { maxPoints: 4 };
    await expect(read(many(1_000_012), limit)).rejects.not.toThrow("numbers (raise");
    await expect(read(many(1_000_013), limit)).rejects.toThrow("more than 1000012 numbers");
  });

  test("of an archive are a thousand arrays, and a million numbers in its header", async () => {
    const one = npyFromNumbers(Float64Array.of(1, 2, 3, 4), [2, 2]);
    const archive = (count: number, header: string) => {
      const members = Array.from({ length: count }, (_, k) => ({ name: `a${k}.npy`, parts: one }));
      const first = { name: "header.npy", parts: npyFromText(header) };
      return Buffer.concat([...zipChunks([first, ...members])]);
    };
    await expect(read(archive(1000, "{}"))).rejects.toThrow("more than 1000 arrays");
    await expect(read(archive(999, "{}"))).rejects.toThrow("0 panels, expected 999");
    await expect(read(archive(1, many(1_000_001)))).rejects.toThrow("more than 1000000 numbers");
  });

  test("of a table are a thousand panels", async () => {
    const panel = (p: number) => [0, 1].flatMap((x) => [0, 1].map((y) => `${p},${x},${y},1`));
    const table = (count: number) =>
      ["panel,x,y,loss", ...Array.from({ length: count }, (_, p) => panel(p)).flat()].join("\n");
    expect((await read(table(1000))).panels).toHaveLength(1000);
    await expect(read(table(1001))).rejects.toThrow("grid: more than 1000 panels");
  });
});

test("a file of one byte is not called empty", async () => {
  await expect(read("")).rejects.toThrow("grid: the file is empty");
  await expect(read("x")).rejects.not.toThrow("is empty");
});

describe("several files", () => {
  test("become panels called by the files' names", async () => {
    const path = "test/fixtures/nn/shallow.h5";
    const { document } = await readLandscapeDocument([{ path }, { path }], options, "test 1");
    expect(document.panels.map(({ title }) => title)).toEqual(["shallow", "shallow"]);
  });
});
