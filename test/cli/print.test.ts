import { expect, test } from "vitest";
import { decodePng } from "../render/decodePng.ts";
import { run } from "./program.ts";

const COLUMN = ["render", "--quiet", "--descent", "gd", "--width", "3.3in", "--font-size", "8"];

test("a column's width in inches at 300 dpi is that many dots, and the file says so", async () => {
  const { stdout } = await run([...COLUMN, "--dpi", "300"]);
  const { width, height, chunks } = decodePng(stdout);
  expect(width).toBe(990);
  // Panels stand beneath one another.
  expect(height).toBeGreaterThan(1.5 * width);
  const density = chunks.find(({ type }) => type === "pHYs")?.data.readUInt32BE(0);
  expect(density).toBe(Math.round(300 / 0.0254));
});

test("in a column 8 pt are 8 pt, and no text is cut", async () => {
  const { stdout } = await run([...COLUMN, "--format", "svg"]);
  const svg = stdout.toString();
  const texts = Array.from(svg.matchAll(/<text [^>]*font-size="([\d.]+)"[^>]*>([^<]*)</g));
  const sizes = texts.map(([, size]) => Number(size));
  // Of 1/96 inch.
  expect(Math.min(...sizes)).toBeCloseTo((8 * 96) / 72, 1);
  const words = texts.map(([, , text]) => text);
  expect(words).toContain("Loss Surface (Unscaled Features)");
  expect(words).toContain("gradient descent: 200 of 70,811 | 3 steps");
  expect(words.filter((text) => text.includes("…"))).toEqual([]);
});

test("--no-legend leaves the key out", async () => {
  const wordsOf = async (...more: string[]) =>
    (await run([...COLUMN, "--format", "svg", ...more])).stdout.toString();
  expect(await wordsOf()).toContain(">last step drawn<");
  expect(await wordsOf("--no-legend")).not.toContain(">last step drawn<");
});

test("--dpi and --scale say the same thing: not both", async () => {
  const { status, stderr } = await run([
    "render",
    "--dpi",
    "300",
    "--scale",
    "2",
    "--out",
    "x.png",
  ]);
  expect([status, stderr]).toEqual([
    2,
    "loss-landscape: --dpi 300: expected none beside --scale 2, which says it too\n",
  ]);
});
