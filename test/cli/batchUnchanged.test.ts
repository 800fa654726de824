import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { batch, digests, SMALL } from "./batching.ts";
import { temporaryFolder } from "./program.ts";

test("--skip-unchanged leaves alone what would come out the same, and nothing else", async () => {
  const folder = temporaryFolder();
  const table = join(folder, "t.csv");
  const grid = join(folder, "g.json");
  writeFileSync(table, "a,b,y\n1,2,3\n2,1,5\n4,5,9\n");
  writeFileSync(
    grid,
    JSON.stringify({
      z: [
        [1, 2],
        [3, 5],
      ],
    }),
  );
  const figures = (seed: number) => [
    { ...SMALL, out: "a.png", seed },
    { ...SMALL, out: "t.svg", data: "t.csv" },
    { width: 400, height: 250, out: "g.pdf", from: "g.json" },
    { width: 400, height: 250, out: "none.png", from: "g.json", metadata: false },
  ];
  const statuses = async (seed: number) => {
    const { report, stderr } = await batch(folder, figures(seed), "--skip-unchanged");
    expect(report.figures, stderr).toHaveLength(4);
    return report.figures.map(({ status }) => status);
  };
  expect(await statuses(0)).toEqual(["drawn", "drawn", "drawn", "drawn"]);
  expect(await statuses(0)).toEqual(["unchanged", "unchanged", "unchanged", "drawn"]);
  expect(await statuses(1)).toEqual(["drawn", "unchanged", "unchanged", "drawn"]);

  // The inputs change, their dates do not.
  const { atime, mtime } = statSync(table);
  writeFileSync(table, "a,b,y\n1,2,3\n2,1,5\n4,5,8\n");
  writeFileSync(
    grid,
    JSON.stringify({
      z: [
        [1, 2],
        [3, 6],
      ],
    }),
  );
  utimesSync(table, atime, mtime);
  utimesSync(grid, atime, mtime);
  expect(await statuses(1)).toEqual(["unchanged", "drawn", "drawn", "drawn"]);

  // A picture that is not whole is drawn again.
  const svg = readFileSync(join(folder, "t.svg"));
  writeFileSync(join(folder, "t.svg"), svg.subarray(0, svg.length - 20));
  const png = readFileSync(join(folder, "a.png"));
  writeFileSync(join(folder, "a.png"), png.subarray(0, png.length - 20));
  expect(await statuses(1)).toEqual(["drawn", "drawn", "unchanged", "drawn"]);

  // So is one that is whole and whose image is another.
  const replaced = (name: string, from: string, to: string) => {
    const bytes = readFileSync(join(folder, name), "latin1");
    expect(bytes).toContain(from);
    writeFileSync(join(folder, name), bytes.replace(from, to), "latin1");
  };
  replaced("t.svg", 'fill="none"', 'fill="nona"');
  replaced("g.pdf", "/Producer", "/Prodacer");
  const sound = readFileSync(join(folder, "a.png"));
  const start = sound.indexOf("IDAT");
  const length = sound.readUInt32BE(start - 4);
  const image = inflateSync(sound.subarray(start + 4, start + 4 + length));
  image[image.length >> 1] ^= 1;
  const packed = Buffer.concat([Buffer.from("IDAT"), deflateSync(image)]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(packed.length - 4, 0);
  frame.writeUInt32BE(crc32(packed), 4);
  const parts = [sound.subarray(0, start - 4), frame.subarray(0, 4), packed, frame.subarray(4)];
  const rest = sound.subarray(start + 4 + length + 4);
  writeFileSync(join(folder, "a.png"), Buffer.concat([...parts, rest]));
  expect(await statuses(1)).toEqual(["drawn", "drawn", "drawn", "drawn"]);
  expect(await statuses(1)).toEqual(["unchanged", "unchanged", "unchanged", "drawn"]);
});

test("--fail-fast stops at the first failure", async () => {
  const folder = temporaryFolder();
  const figures = [
    { out: "bad.png", samples: 0 },
    { ...SMALL, out: "a.png" },
    { ...SMALL, out: "b.png" },
  ];
  const { status, report } = await batch(folder, figures, "--fail-fast", "--jobs", "1");
  expect(status).toBe(1);
  expect(report.figures.map(({ status }) => status)).toEqual(["failed", "not run", "not run"]);
  expect(digests(folder)).toEqual({});
});
