import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingCharacters } from "../../src/render/text/missingCharacters.ts";
import { decodePng } from "./decodePng.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "no-fonts-"));
  const config = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>';
  writeFileSync(join(folder, "fonts.conf"), config);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The figure's bytes, drawn by a process of its own. */
function drawApart(format: string, environment: Record<string, string>): Buffer {
  const script = join(import.meta.dirname, "drawApart.ts");
  const env = { ...process.env, ...environment };
  return execFileSync(process.execPath, ["--import", "tsx", script, format], { env });
}

const withoutFonts = () => ({
  FONTCONFIG_FILE: join(folder, "fonts.conf"),
  FONTCONFIG_PATH: folder,
  XDG_CACHE_HOME: folder,
});

const drawWithoutFonts = (format: string) => drawApart(format, withoutFonts());

/** What is said of a figure with this title. */
function notesOf(title: string, environment: Record<string, string>): string {
  const script = join(import.meta.dirname, "drawApart.ts");
  const env = { ...process.env, ...environment };
  const args = ["--import", "tsx", script, "png", title];
  return spawnSync(process.execPath, args, { env }).stderr.toString();
}

test.each(["svg", "pdf"])("a machine without fonts draws the same %s", (format) => {
  expect(drawWithoutFonts(format).equals(drawApart(format, {}))).toBe(true);
});

test("a machine without fonts draws the same PNG but for the hinting of letters", () => {
  const usual = decodePng(drawApart("png", {}));
  const withoutFonts = decodePng(drawWithoutFonts("png"));
  expect([withoutFonts.width, withoutFonts.height]).toEqual([usual.width, usual.height]);
  const differences = usual.pixels.map((value, k) => Math.abs(value - withoutFonts.pixels[k]));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  expect(mean).toBeLessThan(0.4);
  // A letter that is missing or another leaves pixels of ink where there was none.
  expect(differences.filter((value) => value > 160).length).toBeLessThan(20);
});

test("characters that no font has are named, each once, and no others", () => {
  expect(notesOf("损失 损 عر κ ∞", withoutFonts())).toBe(
    "no font on this machine has 损 (U+635F), 失 (U+5931), ع (U+0639), ر (U+0631): the picture shows a box for each\n",
  );
  expect(notesOf("一二三四五六七八九十", withoutFonts())).toContain("八 (U+516B) and 2 more:");
  expect(notesOf("Größe ∞ ×10⁻⁵ −1 κ ∂ℓ/∂w₁ …", withoutFonts())).toBe("");
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

test("another locale and time zone draw the same PDF", () => {
  const usual = drawApart("pdf", { TZ: "UTC", LANG: "C", LC_ALL: "C" });
  const elsewhere = drawApart("pdf", { TZ: "Asia/Kolkata", LANG: "de_DE.UTF-8", LC_ALL: "" });
  expect(elsewhere.equals(usual)).toBe(true);
});
