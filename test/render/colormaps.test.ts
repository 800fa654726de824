import * as chromatic from "d3-scale-chromatic";
import { describe, expect, test } from "vitest";
import {
  colormapNames,
  isColormap,
  PALETTE_SIZE,
  paletteColor,
  samplePalette,
} from "../../src/render/colors/colormaps.ts";
import { withColormaps } from "../../src/render/colors/defaultColormaps.ts";
import { bowl, fromFunction } from "./landscapes.ts";

describe("names", () => {
  test("are those of d3-scale-chromatic's sequential and diverging schemes", () => {
    const names = colormapNames();
    expect(names).toHaveLength(36);
    for (const name of ["viridis", "plasma", "cividis", "turbo", "RdBu", "YlGnBu", "blues"]) {
      expect(names).toContain(name);
    }
    // Cyclic ones would give the lowest and the highest loss one colour.
    for (const name of ["rainbow", "sinebow"]) expect(isColormap(name)).toBe(false);
  });

  test("may be reversed, in any case", () => {
    for (const name of ["viridis-r", "RdBu-r", "rdbu", "Viridis", "SPECTRAL-r"]) {
      expect(isColormap(name), name).toBe(true);
    }
    for (const name of ["", "-r", "viridis-r-r", "jet", "viridis_r"]) {
      expect(isColormap(name), name).toBe(false);
    }
  });

  test("each have a palette", () => {
    for (const name of colormapNames()) {
      const palette = samplePalette(name);
      expect(palette).toHaveLength(3 * PALETTE_SIZE);
      expect(palette.every((value) => value >= 0 && value <= 255)).toBe(true);
    }
  });
});

describe("a palette", () => {
  test("runs from viridis's violet to its yellow", () => {
    const palette = samplePalette("viridis");
    expect(paletteColor(palette, 0)).toEqual([68, 1, 84]);
    expect(paletteColor(palette, 1)).toEqual([253, 231, 37]);
    expect(paletteColor(palette, -3)).toEqual([68, 1, 84]);
    expect(paletteColor(palette, 7)).toEqual([253, 231, 37]);
  });

  test("agrees with d3 in between", () => {
    const [red, green, blue] = paletteColor(samplePalette("RdBu"), 0.25);
    const [r, g, b] = (chromatic.interpolateRdBu(0.25).match(/\d+/g) ?? []).map(Number);
    expect(Math.hypot(red - r, green - g, blue - b)).toBeLessThan(2);
  });

  test("reversed runs the other way", () => {
    const forth = samplePalette("plasma");
    const back = samplePalette("plasma-r");
    for (let k = 0; k < PALETTE_SIZE; k += 31) {
      const mirrored = PALETTE_SIZE - 1 - k;
      for (let c = 0; c < 3; c++) expect(back[3 * k + c]).toBeCloseTo(forth[3 * mirrored + c], 3);
    }
  });

  test("has no steps", () => {
    for (const name of colormapNames()) {
      const palette = samplePalette(name);
      for (let k = 3; k < palette.length; k++) {
        expect(Math.abs(palette[k] - palette[k - 3]), name).toBeLessThan(4);
      }
    }
  });

  test("of an unknown name is refused", () => {
    expect(() => samplePalette("jet")).toThrow('no colormap is named "jet"');
  });
});

test("landscapes that name no colormap get theirs by their place, after the title", () => {
  const named = fromFunction(bowl, 3, { colormap: "magma" });
  const unnamed = { ...named, colormap: undefined };
  const panels = withColormaps([unnamed, named, unnamed]);
  expect(panels.map(({ colormap }) => colormap)).toEqual(["viridis", "magma", "cividis"]);
  expect(Object.keys(panels[0]).slice(0, 2)).toEqual(["title", "colormap"]);
});
