import { execFileSync } from "node:child_process";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { npyFromNumbers } from "../../../src/io/numpy/npy.ts";
import { zipChunks } from "../../../src/io/numpy/zipChunks.ts";
import { fullDocument } from "../documents.ts";
import { GRID, gridOf, read, write } from "./reading.ts";

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
    [zip({ loss_1: npy([NaN, NaN, NaN, NaN], [2, 2]) }), "loss_1: every value is a hole"],
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
