import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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

function drawWithoutFonts(format: string): Buffer {
  return drawApart(format, {
    FONTCONFIG_FILE: join(folder, "fonts.conf"),
    FONTCONFIG_PATH: folder,
    XDG_CACHE_HOME: folder,
  });
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

test("another locale and time zone draw the same PDF", () => {
  const usual = drawApart("pdf", { TZ: "UTC", LANG: "C", LC_ALL: "C" });
  const elsewhere = drawApart("pdf", { TZ: "Asia/Kolkata", LANG: "de_DE.UTF-8", LC_ALL: "" });
  expect(elsewhere.equals(usual)).toBe(true);
});
