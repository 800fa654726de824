import { describe, expect, test } from "vitest";
import { resolveOptions } from "../../src/core/options/table.ts";
import { labelWithNote } from "../../src/render/axes/axisLayout.ts";
import { FIGURE_OPTIONS } from "../../src/render/figure/figureOptions.ts";
import { withSize } from "../../src/render/figure/size.ts";
import { layOut } from "../../src/render/figure/layout.ts";
import { measureText } from "../../src/render/text/measure.ts";

const bare = { hasHeader: false, footerHeight: 0 };

/** How many panels stand in each row. */
function rows(width: number, height: number, panelCount: number): number[] {
  const { panels } = layOut(width, height, panelCount, bare);
  const tops = [...new Set(panels.map(({ top }) => top))];
  return tops.map((top) => panels.filter((panel) => panel.top === top).length);
}

describe("rows of panels", () => {
  test.each([
    [1, [1]],
    [2, [2]],
    [3, [3]],
    [4, [2, 2]],
    [5, [3, 2]],
    [6, [3, 3]],
  ])("%d in a wide image", (count, expected) => {
    expect(rows(1400, 600, count)).toEqual(count === 4 ? [4] : expected);
    expect(rows(1400, 1000, count)).toEqual(count === 3 ? [2, 1] : expected);
  });

  test.each([
    [1, [1]],
    [2, [1, 1]],
    [3, [1, 1, 1]],
    [6, [2, 2, 2]],
  ])("%d in a tall image", (count, expected) => {
    expect(rows(600, 1200, count)).toEqual(expected);
  });

  test.each([
    [1, 700, 600, [1]],
    [2, 1400, 600, [2]],
    [3, 1560, 480, [3]],
    [4, 1040, 960, [2, 2]],
    [5, 1560, 960, [3, 2]],
    [6, 1560, 960, [3, 3]],
    [7, 2080, 960, [4, 3]],
    [8, 2080, 960, [4, 4]],
    [9, 1560, 1440, [3, 3, 3]],
    [10, 2080, 1440, [4, 4, 2]],
    [12, 2080, 1440, [4, 4, 4]],
    [25, 2600, 2400, [5, 5, 5, 5, 5]],
  ])("%d where no size is given: %d x %d", (count, width, height, expected) => {
    const options = resolveOptions(FIGURE_OPTIONS, {});
    expect(withSize(options, count)).toMatchObject({ width, height });
    expect(rows(width, height, count)).toEqual(expected);
    expect(withSize({ ...options, width: 900 }, count)).toMatchObject({ width: 900, height });
    expect(withSize({ ...options, height: 900 }, count)).toMatchObject({ width, height: 900 });
  });

  test("a last row that is not full stands in the middle", () => {
    const { panels } = layOut(1500, 1000, 5, bare);
    expect(panels.map(({ left }) => left)).toEqual([0, 500, 1000, 250, 750]);
  });
});

test("panels tile the image between header and footer", () => {
  for (const [width, height] of [
    [400, 250],
    [1400, 600],
    [8000, 5000],
  ]) {
    for (let count = 1; count <= 6; count++) {
      const { header, footer, panels, em } = layOut(width, height, count, {
        hasHeader: true,
        footerHeight: 30,
      });
      expect(header.top).toBe(0);
      expect(header.height).toBeGreaterThan(1.5 * em);
      expect(footer.top + footer.height).toBeCloseTo(height, 9);
      expect(panels).toHaveLength(count);
      for (const panel of panels) {
        expect(panel.left).toBeGreaterThanOrEqual(0);
        expect(panel.left + panel.width).toBeLessThanOrEqual(width + 1e-9);
        expect(panel.top).toBeGreaterThanOrEqual(header.height - 1e-9);
        expect(panel.top + panel.height).toBeLessThanOrEqual(footer.top + 1e-9);
      }
    }
  }
});

test("letters are 13 pixels in the default figure, and never too small to read", () => {
  expect(layOut(1400, 600, 2, bare).em).toBe(13);
  expect(layOut(400, 250, 2, bare).em).toBeGreaterThanOrEqual(7.5);
  expect(layOut(400, 250, 6, bare).em).toBeGreaterThanOrEqual(7.5);
});

test("a note stands alone where there is no label, and behind it where there is one", () => {
  const noted = (label: string) => labelWithNote(label, "log scale", 10, 200, measureText);
  expect([noted(""), noted("Loss")]).toEqual(["log scale", "Loss (log scale)"]);
});
