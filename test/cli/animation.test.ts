import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { decodePng } from "../render/decodePng.ts";
import { PROGRAM, run, runProcess, temporaryFolder } from "./program.ts";

/** Both axes boxes lie in the rows between the titles and the key; this is what stands left of a surface. */
const STANDING = { columns: 100, firstRow: 40, lastRow: 280 };

function standingPixels(file: string): Uint8Array {
  const { width, channels, pixels } = decodePng(readFileSync(file));
  const rows = [];
  for (let row = STANDING.firstRow; row < STANDING.lastRow; row++) {
    const at = row * width * channels;
    rows.push(pixels.subarray(at, at + STANDING.columns * channels));
  }
  return Buffer.concat(rows);
}

test("the frames of examples/animation differ, but their boxes stand still", async () => {
  const folder = temporaryFolder();
  const manifest = resolve("examples/animation/descent.json");
  const { status, stderr } = await run(["batch", manifest, "--out-dir", folder, "--shard", "1/7"]);
  expect(status, stderr).toBe(0);
  const frames = ["0000", "0007", "0014"].map((name) => join(folder, "frames", `${name}.png`));
  const [first, ...others] = frames.map(standingPixels);
  expect(new Set(first).size).toBeGreaterThan(10);
  for (const other of others) expect(Buffer.compare(other, first)).toBe(0);
  expect(readFileSync(frames[2]).equals(readFileSync(frames[0]))).toBe(false);
});

const hasFfmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;

test.skipIf(!hasFfmpeg)("examples/animation/descent.sh makes a GIF by ffmpeg", async () => {
  const folder = temporaryFolder();
  const env = { LOSS_LANDSCAPE: `${process.execPath} ${PROGRAM}` };
  const script = resolve("examples/animation/descent.sh");
  const { status, stderr } = await runProcess("sh", [script, folder], { env });
  expect(status, stderr).toBe(0);
  const gif = join(folder, "descent.gif");
  expect(readFileSync(gif).toString("latin1", 0, 6)).toBe("GIF89a");
  expect(statSync(gif).size).toBeLessThan(300_000);
});
