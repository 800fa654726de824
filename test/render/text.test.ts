import { describe, expect, test } from "vitest";
import { type MeasureText, oneLine, shorten } from "../../src/render/text/measure.ts";
import { TextBoard, type TextBox, overlap, reach } from "../../src/render/text/textBoxes.ts";

/** Every letter is as wide as the font is high. */
const measure: MeasureText = (text, size) => size * [...new Intl.Segmenter().segment(text)].length;

describe("one line", () => {
  test.each([
    ["Loss", "Loss"],
    ["  two\n\tlines \r\n", "two lines"],
    ["a\u0000b\u0007c\u2028d", "a b c d"],
    ["\u001b[31mred", "[31mred"],
    ["", ""],
    [" \n ", ""],
    ["<b>bold</b> & co", "<b>bold</b> & co"],
    ["فقدان السطح", "فقدان السطح"],
    ["👩‍👩‍👧 loss", "👩‍👩‍👧 loss"],
    ["half a pair: \ud83d", "half a pair:"],
  ])("of %j is %j", (text, line) => {
    expect(oneLine(text)).toBe(line);
  });

  test("of a novel ends somewhere, and not inside a letter", () => {
    const line = oneLine("😀".repeat(5000));
    expect(line.length).toBeLessThan(1000);
    expect(line).toMatch(/^(😀)+$/u);
  });
});

describe("shortening", () => {
  test("leaves alone what fits", () => {
    expect(shorten("loss", 10, 40, measure)).toBe("loss");
    expect(shorten("", 10, 0, measure)).toBe("");
  });

  test("keeps as much of the beginning as fits", () => {
    expect(shorten("loss surface", 10, 60, measure)).toBe("loss…");
    expect(shorten("loss surface", 10, 70, measure)).toBe("loss s…");
    expect(shorten("loss", 10, 39, measure)).toBe("lo…");
  });

  test("leaves nothing where not even a letter and the ellipsis fit", () => {
    expect(shorten("loss", 10, 19, measure)).toBe("");
    expect(shorten("loss", 10, 0, measure)).toBe("");
  });

  test("never cuts inside a letter", () => {
    expect(shorten("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 10, 25, measure)).toBe("👩‍👩‍👧…");
    expect(shorten("e\u0301e\u0301e\u0301", 10, 25, measure)).toBe("e\u0301…");
  });

  test("fits 300 letters into any width", () => {
    for (let width = 0; width <= 400; width += 13) {
      expect(measure(shorten("wide ".repeat(60), 7, width, measure), 7)).toBeLessThanOrEqual(width);
    }
  });
});

function boxAt(x: number, y: number, width: number, height: number, degrees = 0): TextBox {
  const angle = (degrees * Math.PI) / 180;
  return { text: "text", size: height, color: "#000000", x, y, width, height, angle };
}

describe("text boxes", () => {
  test("reach from their centre to their edges", () => {
    expect(reach(boxAt(0, 0, 40, 10), 1, 0)).toBe(20);
    expect(reach(boxAt(0, 0, 40, 10), 0, 1)).toBe(5);
    expect(reach(boxAt(0, 0, 40, 10, 90), 1, 0)).toBeCloseTo(5, 12);
    expect(reach(boxAt(0, 0, 30, 30, 45), 0, 1)).toBeCloseTo(15 * Math.SQRT2, 12);
  });

  test("overlap where they have an area in common", () => {
    expect(overlap(boxAt(0, 0, 40, 10), boxAt(39, 9, 40, 10))).toBe(true);
    expect(overlap(boxAt(0, 0, 40, 10), boxAt(40, 0, 40, 10))).toBe(false);
    expect(overlap(boxAt(0, 0, 40, 10), boxAt(0, 10.01, 40, 10))).toBe(false);
    expect(overlap(boxAt(0, 0, 40, 10), boxAt(0, 0, 4, 1))).toBe(true);
  });

  test("overlap when turned as they lie, not as their bounds do", () => {
    const slanted = boxAt(0, 0, 100, 10, 45);
    // Inside the slanted one's bounding square, but in its empty corner.
    expect(overlap(slanted, boxAt(25, -25, 20, 10))).toBe(false);
    expect(overlap(slanted, boxAt(25, 25, 20, 10))).toBe(true);
    expect(overlap(slanted, boxAt(20, -20, 100, 10, 45))).toBe(false);
    expect(overlap(slanted, boxAt(5, -5, 100, 10, 45))).toBe(true);
    expect(overlap(slanted, boxAt(0, 0, 100, 10, -45))).toBe(true);
  });
});

describe("the board", () => {
  test("takes a text that lies inside and meets no other", () => {
    const board = new TextBoard(100, 50);
    expect(board.place(boxAt(20, 5, 40, 10))).toBe(true);
    expect(board.place(boxAt(30, 12, 40, 10))).toBe(false);
    expect(board.place(boxAt(30, 15.01, 40, 10))).toBe(true);
    expect(board.placed).toHaveLength(2);
  });

  test.each([
    ["left", 19, 25],
    ["right", 81, 25],
    ["upper", 50, 4],
    ["lower", 50, 46],
  ])("refuses a text that crosses the %s border", (_, x, y) => {
    const board = new TextBoard(100, 50);
    expect(board.place(boxAt(x, y, 40, 10))).toBe(false);
    expect(board.place(boxAt(50, 25, 40, 10))).toBe(true);
  });

  test("passes over empty texts", () => {
    const board = new TextBoard(100, 50);
    expect(board.place({ ...boxAt(50, 25, 0, 0), text: "" })).toBe(false);
    expect(board.placed).toEqual([]);
  });
});
