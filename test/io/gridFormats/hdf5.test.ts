import { readFileSync } from "node:fs";
import * as hdf5 from "h5wasm";
import { describe, expect, test } from "vitest";
import { readLandscapeDocument } from "../../../src/io/readLandscapes.ts";
import { GRID, gridOf, options, read } from "./reading.ts";

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

  test.each(["train_loss", "test_loss"])(
    "reads numbers of either end first: %s",
    async (surface) => {
      // Written by h5py: x of 16 bits, y and the surfaces floats and integers, the highest byte first.
      const bytes = readFileSync("test/fixtures/io/bigEndian.h5");
      expect(await gridOf(bytes, { surface })).toEqual(GRID);
    },
  );

  test("refuses numbers whose packed bytes were damaged", async () => {
    const { FS } = await hdf5.ready;
    const file = new hdf5.File("/packed.h5", "w");
    const axis = Float64Array.from({ length: 40 }, (_, k) => k);
    file.create_dataset({ name: "xcoordinates", data: axis });
    file.create_dataset({ name: "ycoordinates", data: axis });
    const data = Float64Array.from({ length: 1600 }, (_, k) => Math.sin(k));
    const chunks = [40, 40];
    file.create_dataset({ name: "train_loss", data, shape: chunks, chunks, compression: 9 });
    file.close();
    const bytes = Buffer.from(FS.readFile("/packed.h5"));
    expect((await read(bytes)).panels[0].z).toEqual(data);
    const start = bytes.indexOf(Buffer.of(0x78, 0xda));
    expect(start).toBeGreaterThan(0);
    bytes.fill(0xff, start + 200, start + 400);
    await expect(read(bytes)).rejects.toThrow("grid: a damaged or cut off HDF5 file");
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
