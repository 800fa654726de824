import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import * as hdf5 from "h5wasm";
import { describe, expect, test } from "vitest";
import type { LandscapeDocument } from "../../src/core/landscape.ts";
import { npyFromNumbers, npyFromText } from "../../src/io/numpy/npy.ts";
import { readLandscapeDocument } from "../../src/io/readLandscapes.ts";
import { documentChunks, type GridWriterName } from "../../src/io/gridWriters/gridWriters.ts";
import { zipChunks } from "../../src/io/numpy/zipChunks.ts";
import { bytesOf, fullDocument, sourceOf } from "./documents.ts";

const options = { maxPoints: 10_000 };

async function read(
  bytes: string | Uint8Array,
  overrides = {},
  name = "grid",
): Promise<LandscapeDocument> {
  const source = sourceOf(bytes, name, 100);
  return (await readLandscapeDocument([source], { ...options, ...overrides }, "test 1")).document;
}

const write = (document: LandscapeDocument, format: GridWriterName) =>
  bytesOf(documentChunks(document, format));

/** `[[1, 2, 3], [4, 5, 6]]` over x = 0, 1, 2 and y = 0, 1, what the panel says beside them left out. */
async function gridOf(bytes: string | Uint8Array, overrides = {}) {
  const { x, y, z } = (await read(bytes, overrides)).panels[0];
  return [x, y, z].map((axis) => Array.from(axis));
}
const GRID = [
  [0, 1, 2],
  [0, 1],
  [1, 2, 3, 4, 5, 6],
];

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

describe("NPZ", () => {
  test("reads back exactly, and is the same bytes each time", async () => {
    const document = fullDocument();
    const bytes = await write(document, "npz");
    expect(await read(bytes)).toEqual(document);
    expect(await write(document, "npz")).toEqual(bytes);
  });

  const npy = (values: number[], shape: number[]) =>
    npyFromNumbers(Float64Array.from(values), shape);
  const zip = (arrays: Record<string, Uint8Array[]>) =>
    Buffer.concat(
      Array.from(
        zipChunks(Object.entries(arrays).map(([key, parts]) => ({ name: `${key}.npy`, parts }))),
      ),
    );
  const z = npy([1, 2, 3, 4, 5, 6], [2, 3]);

  test("takes other programs' matrices with axes or meshgrids", async () => {
    expect(await gridOf(zip({ loss: z }))).toEqual(GRID);
    expect(await gridOf(zip({ x: npy([0, 1, 2], [3]), y: npy([0, 1], [2]), z }))).toEqual(GRID);
    const meshgrid = {
      X: npy([0, 1, 2, 0, 1, 2], [2, 3]),
      Y: npy([0, 0, 0, 1, 1, 1], [2, 3]),
      Z: z,
    };
    expect(await gridOf(zip(meshgrid))).toEqual(GRID);
    const { panels } = await read(zip({ train: z, test: z, z: z }));
    expect(panels.map((panel) => panel.title)).toEqual(["train", "test", ""]);
  });

  test.each([
    [zip({ a: npy([1, 2], [2]) }), "no matrix in it"],
    [zip({ z, x: npy([1, 2], [2]) }), "x: 2 numbers, expected 3"],
    [zip({ z: [Buffer.from("abc")] }), "z: not an array in the NPY format"],
    [zip({ loss: npy([1, 2, 3], [1, 3]) }), "loss"],
    [zip({ z }).subarray(0, 200), "a ZIP archive without its end (cut off?)"],
  ])("refuses %#", async (bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(`grid: ${message}`);
  });

  test("refuses a damaged member and one that unpacks to more than it says", async () => {
    const damaged = zip({ z });
    damaged[180] ^= 1;
    await expect(read(damaged)).rejects.toThrow('grid: "z.npy": damaged or cut off');
    const bomb = deflateRawSync(Buffer.concat([...z, Buffer.alloc(1 << 20)]));
    const archive = zip({ z: [bomb] });
    archive.writeUInt16LE(8, archive.length - 22 - 51 + 10);
    archive.writeUInt32LE(bomb.length, archive.length - 22 - 51 + 24);
    await expect(read(archive)).rejects.toThrow('grid: "z.npy": damaged or cut off');
  });

  test("refuses an archive too large for the points allowed before it unpacks", async () => {
    const archive = zip({ z });
    archive.writeUInt32LE(0xfffffff0, archive.length - 22 - 51 + 24);
    await expect(read(archive)).rejects.toThrow("grid: z: 4294967280 bytes for 6 numbers");
  });
});

describe("NPY", () => {
  const npy = (header: string, data: Uint8Array, version = 1) => {
    const lengths = version === 1 ? [header.length, 0] : [header.length, 0, 0, 0];
    const prefix = Buffer.from([0x93, ...Buffer.from("NUMPY"), version, 0, ...lengths]);
    return Buffer.concat([prefix, Buffer.from(header), data]);
  };
  const header = (type: string, shape: string, fortran = "False") =>
    `{'descr': '${type}', 'fortran_order': ${fortran}, 'shape': (${shape}), }`;
  const values = [1, 2, 3, 4, 5, 6];

  test.each([
    ["<f8", Buffer.from(Float64Array.from(values).buffer)],
    [">f8", Buffer.from(Float64Array.from(values).buffer).swap64()],
    ["<f4", Buffer.from(Float32Array.from(values).buffer)],
    [">i4", Buffer.from(Int32Array.from(values).buffer).swap32()],
    ["<i8", Buffer.from(BigInt64Array.from(values.map(BigInt)).buffer)],
    ["<u2", Buffer.from(Uint16Array.from(values).buffer)],
    ["|u1", Buffer.from(values)],
    ["<f2", Buffer.from(Uint16Array.of(0x3c00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600).buffer)],
  ])("reads %s", async (type, data) => {
    expect(await gridOf(npy(header(type, "2, 3"), data))).toEqual(GRID);
    expect(await gridOf(npy(header(type, "2, 3"), data, 2))).toEqual(GRID);
    expect(await gridOf(npy(header(type, "2, 3"), data, 3))).toEqual(GRID);
  });

  test("reads Fortran order", async () => {
    const data = Buffer.from([1, 4, 2, 5, 3, 6]);
    expect(await gridOf(npy(header("|u1", "2, 3", "True"), data))).toEqual(GRID);
  });

  test.each([
    [npy(header("|O", "2, 3"), Buffer.alloc(99)), "Python objects, expected plain numbers"],
    [npy(header("<c16", "2, 3"), Buffer.alloc(99)), 'the type "<c16", expected plain numbers'],
    [npy(header("<f8", "6,"), Buffer.alloc(99)), "shape (6), expected two dimensions"],
    [npy(header("<f8", "2, 3"), Buffer.alloc(47)), "47 bytes, expected 48 (cut off?)"],
    [npy(header("<f8", "1, 3"), Buffer.alloc(99)), "1 x 3 points, expected two or more each way"],
    [npy(header("<f8", "9999, 9999"), Buffer.alloc(9)), "9999 x 9999 points, more than 10000"],
    [npy("{'descr': [('a', '<f8')]}", Buffer.alloc(9)), "an NPY header without a plain type"],
    [npy("{}", Buffer.alloc(9), 4), "NPY version 4.0, expected 1.0, 2.0 or 3.0"],
    [npy(header("<f8", "2, 3"), Buffer.alloc(0)).subarray(0, 30), "an NPY header of 59 bytes, too"],
  ])("refuses %#", async (bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(`grid: ${message}`);
  });
});

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

describe("an HDF5 surface file", () => {
  const path = "test/fixtures/nn/deep.h5";

  test("gives its training loss over two directions", async () => {
    const { document } = await readLandscapeDocument([{ path }], options, "test 1");
    const [panel] = document.panels;
    expect(panel).toMatchObject({
      ...{ title: "deep", xLabel: "Direction 1", yLabel: "Direction 2", zLabel: "Training Loss" },
    });
    expect([panel.x.length, panel.y.length, panel.z.length]).toEqual([51, 51, 2601]);
    expect([panel.x[0], panel.x[50], panel.y[1]]).toEqual([-1, 1, -0.96]);
    expect(panel.z[0]).toBe(1501.388095089945);
    expect(panel.z[1]).toBeCloseTo(1221.1696461327151, 10);
  });

  test("gives another surface by name, or the names", async () => {
    const bytes = readFileSync(path);
    const { panels } = await read(bytes, { surface: "train_acc" });
    expect(panels[0].zLabel).toBe("Training Accuracy");
    await expect(read(bytes, { surface: "nope" })).rejects.toThrow(
      'grid: no surface "nope", found train_acc, train_loss (choose one with surface)',
    );
  });

  test("turns -1 into a hole and ignores the stored shape", async () => {
    const { panels } = await read(readFileSync("test/fixtures/io/holes.h5"));
    expect(panels[0].x).toEqual(Float64Array.of(0, 1, 2));
    expect(panels[0].y).toEqual(Float64Array.of(0, 1));
    expect(panels[0].z).toEqual(Float64Array.of(1, 2, NaN, 4, 5, 6));
  });

  test("tells a group and a link that leads nowhere from a name that is not there", async () => {
    const { FS } = await hdf5.ready;
    const bytesWith = (add: (file: hdf5.File) => void): Uint8Array => {
      const file = new hdf5.File("/test.h5", "w");
      file.create_dataset({ name: "xcoordinates", data: Float64Array.of(0, 1) });
      file.create_dataset({ name: "ycoordinates", data: Float64Array.of(0, 1) });
      add(file);
      file.close();
      return FS.readFile("/test.h5");
    };
    const linked = bytesWith((file) => {
      file.create_dataset({ name: "real", data: Float64Array.of(1, 2, 3, 4) });
      file.create_soft_link("/real", "train_loss");
    });
    expect((await read(linked)).panels[0].z).toEqual(Float64Array.of(1, 2, 3, 4));
    for (const add of [
      (file: hdf5.File) => void file.create_group("train_loss"),
      (file: hdf5.File) => void file.create_soft_link("/nowhere", "train_loss"),
    ]) {
      await expect(read(bytesWith(add))).rejects.toThrow(
        "grid: train_loss: a group, or a link that leads nowhere",
      );
    }
  });

  test("without a surface says that there is none, and leaves no file in memory", async () => {
    const { FS } = await hdf5.ready;
    const file = new hdf5.File("/axes.h5", "w");
    file.create_dataset({ name: "xcoordinates", data: Float64Array.of(0, 1) });
    file.create_dataset({ name: "ycoordinates", data: Float64Array.of(0, 1) });
    file.close();
    await expect(read(FS.readFile("/axes.h5"))).rejects.toThrow('"train_loss", found none');
    expect(FS.readdir("/")).not.toContain("surface.h5");
  });

  test("refuses damaged, foreign and too large files in a sentence", async () => {
    const bytes = readFileSync(path);
    await expect(read(bytes.subarray(0, 1000))).rejects.toThrow("grid: a damaged or cut off HDF5");
    await expect(read(bytes, { maxPoints: 2600 })).rejects.toThrow(
      "51 x 51 points, more than 2600",
    );
    await expect(read(bytes, { maxPoints: 50 })).rejects.toThrow(
      "grid: xcoordinates: 51 numbers, more than 50",
    );
    await expect(read(readFileSync("test/fixtures/io/line.h5"))).rejects.toThrow(
      'grid: no "ycoordinates", expected a surface over two directions',
    );
  });
});

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

const hasNumPy = (() => {
  try {
    execFileSync("python3", ["-c", "import numpy"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe.runIf(hasNumPy)("NumPy", () => {
  test("opens the NPZ file without pickle", async () => {
    const script = `
import io, json, sys, numpy
file = numpy.load(io.BytesIO(sys.stdin.buffer.read()))
header = json.loads(str(file["header"]))
print(json.dumps([file.files, file["z0"].tolist(), str(file["x1"].dtype), header["panels"][0]["title"]]))`;
    const input = await write(fullDocument(), "npz");
    const output = execFileSync("python3", ["-c", script], { input });
    expect(JSON.parse(String(output).replaceAll("NaN", "null"))).toEqual([
      ["x0", "y0", "z0", "x1", "y1", "z1", "header"],
      [
        [5e-324, null, -0],
        [0.1 + 0.2, 1.7976931348623157e308, 2 / 3],
      ],
      "float64",
      'Loss "Ünscaled"\n',
    ]);
  });
});
