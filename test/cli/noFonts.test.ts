import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingCharacters } from "../../src/render/text/missingCharacters.ts";
import { decodePng } from "../render/decodePng.ts";
import { runAlone } from "./program.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "no-fonts-"));
  const config = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>';
  writeFileSync(join(folder, "fonts.conf"), config);
});
afterAll(() => rmSync(folder, { recursive: true }));

const FIGURE = ["--scalers", "none", "--resolution", "9", "--width", "480", "--height", "260"];
const TITLE = "Loss ∞ ×10⁻⁵ −1 κ Größe";

/** The figure's bytes, and what is said of it. */
async function draw(format: string, env: Record<string, string>, title = TITLE) {
  const words = ["--colorbar", "--format", format, "--title", title];
  const { stdout, stderr } = await runAlone(["render", ...FIGURE, ...words], { env });
  return { bytes: stdout, notes: stderr };
}

const withoutFonts = () => ({
  FONTCONFIG_FILE: join(folder, "fonts.conf"),
  FONTCONFIG_PATH: folder,
  XDG_CACHE_HOME: folder,
});

test.each(["svg", "pdf"])("a machine without fonts draws the same %s", async (format) => {
  const usual = await draw(format, {});
  expect(usual.bytes.length).toBeGreaterThan(1000);
  expect((await draw(format, withoutFonts())).bytes.equals(usual.bytes)).toBe(true);
});

test("a machine without fonts draws the same PNG but for the hinting of letters", async () => {
  const usual = decodePng((await draw("png", {})).bytes);
  const other = decodePng((await draw("png", withoutFonts())).bytes);
  expect([other.width, other.height]).toEqual([usual.width, usual.height]);
  const differences = usual.pixels.map((value, k) => Math.abs(value - other.pixels[k]));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  expect(mean).toBeLessThan(0.6);
  // A letter that is missing or another leaves pixels of ink where there was none.
  expect(differences.filter((value) => value > 160).length).toBeLessThan(20);
});

test("characters that no font has are named, each once, and no others", async () => {
  const notesOf = async (title: string) => (await draw("png", withoutFonts(), title)).notes;
  expect(await notesOf("损失 损 عر κ ∞")).toContain(
    "note: no font on this machine has 损 (U+635F), 失 (U+5931), ع (U+0639), ر (U+0631): the picture shows a box for each\n",
  );
  expect(await notesOf("一二三四五六七八九十")).toContain("八 (U+516B) and 2 more:");
  expect(await notesOf("Größe ∞ ×10⁻⁵ −1 κ ∂ℓ/∂w₁ …")).not.toContain("no font");
});

test("a font of the system draws what the own one lacks", () => {
  const isMissing = (character: string) => missingCharacters([character]).length > 0;
  expect(isMissing("\u{5fffd}")).toBe(true);
  // Where a machine has a font with a character there is ink that is no box; where not, a note.
  for (const character of "损あ한ع😀ᚠ") {
    const has = fontsWith(character);
    if (has !== undefined) expect([character, isMissing(character)]).toEqual([character, !has]);
  }
});

/** Whether fontconfig knows a font with the character, where its program is there to ask. */
function fontsWith(character: string): boolean | undefined {
  const code = character.codePointAt(0) ?? 0;
  const { status, stdout } = spawnSync("fc-list", [`:charset=${code.toString(16)}`]);
  return status === 0 ? stdout.length > 0 : undefined;
}

test("another locale and time zone draw the same PDF", async () => {
  const usual = await draw("pdf", { TZ: "UTC", LANG: "C", LC_ALL: "C" });
  const elsewhere = await draw("pdf", { TZ: "Asia/Kolkata", LANG: "de_DE.UTF-8", LC_ALL: "" });
  expect(usual.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(elsewhere.bytes.equals(usual.bytes)).toBe(true);
});
