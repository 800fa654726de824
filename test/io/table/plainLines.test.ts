import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTable, type TableGiven } from "../../../src/io/readTable.ts";
import { sourceOf } from "../documents.ts";

const options: TableGiven = {
  ...{ dataFormat: "csv", features: ["a", "b"], target: "y", missing: "drop", maxRows: 1e4 },
};

/** What reading gives, or its message. */
async function outcome(text: string | Uint8Array, chunk: number) {
  try {
    const { dataset, dropped } = await readTable(sourceOf(text, "t.csv", chunk), options);
    return { columns: [...dataset.columns, dataset.target], dropped };
  } catch (error) {
    return String(error);
  }
}

const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
const plain = number.map(String);
const odd = fc.constantFrom("", "NA", " 7 ", "+1", '"1.5"', '"2"', "x", "1e999", '"a\nb"');
const idle = fc.constantFrom("", "text", '"Ann, B"', '"a ""b"""', '"two\nlines"', "é", "5", 'a"b');
const cell = fc.oneof({ weight: 40, arbitrary: plain }, { weight: 1, arbitrary: odd });
const row = fc.tuple(cell, idle, cell, cell).map((cells) => cells.join(","));
const blank = fc.constantFrom("", "1,2", " ");
const line = fc.oneof({ weight: 30, arbitrary: row }, { weight: 1, arbitrary: blank });

describe("lines of plain numbers", () => {
  test("give what a parser of CSV gives, wherever chunks end", async () => {
    const end = fc.constantFrom("\n", "\r\n");
    const table = fc.tuple(fc.array(line, { maxLength: 30 }), end, fc.boolean());
    const text = table.map(
      ([rows, end, closed]) => ["a,idle,b,y", ...rows].join(end) + (closed ? end : ""),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 200 }), async (text, chunk) => {
        // A text column whose quotes hold a line end sends a file to the parser at once.
        const careful = text.replace(",idle,", ',"idle\n",');
        const [fast, slow] = [await outcome(text, chunk), await outcome(careful, 1e6)];
        const lineMoved = (message: string) =>
          message.replace(/t\.csv:(\d+)/, (_, n) => `t.csv:${Number(n) + 1}`);
        expect(typeof fast === "string" ? lineMoved(fast) : fast).toEqual(slow);
      }),
      { numRuns: 500 },
    );
  });

  test("name the line after thousands of them", async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `${i},"t",${i / 7},1`);
    lines[4321] = "1,t,?,1";
    const text = ["a,idle,b,y", ...lines].join("\n");
    expect(await outcome(text, 3000)).toBe(
      'InputError: t.csv:4323: column "b": "?" is not a number',
    );
    lines[4000] = "";
    const longer = ["a,idle,b,y", ...lines, ...lines, ...lines].join("\r\n");
    expect(await outcome(longer.replace("?", "2"), 3000)).toContain("t.csv:9323: column");
  });

  test("stop at the first row too many", async () => {
    const text = `a,idle,b,y\n${"1,x,2,3\n".repeat(10_001)}`;
    expect(await outcome(text, 1 << 16)).toBe(
      "InputError: t.csv:10002: more than 10000 rows (raise maxRows)",
    );
  });
});
