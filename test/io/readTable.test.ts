import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readTable, type TableGiven } from "../../src/io/readTable.ts";
import { sourceOf } from "./documents.ts";

const csv = "rooms,age,price\r\n5,10,100\r\n6,20,150.5\r\n";

async function read(text: string | Uint8Array, options: TableGiven = {}) {
  const source = sourceOf(text, "houses.csv");
  return readTable(source, { dataFormat: "csv", missing: "error", maxRows: 1000, ...options });
}

const houses = {
  featureNames: ["rooms", "age"],
  targetName: "price",
  rowCount: 2,
  columns: [Float64Array.of(5, 6), Float64Array.of(10, 20)],
  target: Float64Array.of(100, 150.5),
};

describe("a table", () => {
  it.each([
    ["csv", csv],
    ["csv", "\ufeff" + csv],
    ["csv", csv.replaceAll("\r\n", "\n").trimEnd()],
    ["csv", csv.replaceAll("\r\n", "\r")],
    ["csv", csv.replaceAll(",", ";")],
    ["csv", '"rooms" ,"age","price"\r\n"5","10","100"\r\n6, 20 ,"150.5"\r\n\r\n'],
    ["tsv", csv.replaceAll(",", "\t")],
    ["json", '[{"rooms":5,"age":10,"price":100},\n{"age":20,"rooms":6,"price":"150.5","x":1}]'],
    ["ndjson", '{"rooms":5,"age":10,"price":100}\r\n\n{"rooms":6,"age":20,"price":150.5}\n'],
  ] as const)("is read from %s %j", async (format, text) => {
    const { dataset, dropped, sha256 } = await read(text, { dataFormat: format });
    expect(dataset).toEqual(houses);
    expect(dropped).toBe(0);
    expect(sha256).toBe(createHash("sha256").update(text).digest("hex"));
  });

  it("gives the columns asked for, in that order", async () => {
    const { dataset } = await read(csv, { features: ["price", "age"], target: "rooms" });
    expect(dataset.featureNames).toEqual(["price", "age"]);
    expect(dataset.columns[1]).toEqual(Float64Array.of(10, 20));
    expect(dataset.target).toEqual(Float64Array.of(5, 6));
  });

  it("ignores text in columns that are not asked for", async () => {
    const text = 'name,a,b\n"Ann ""A"", x",1,2\n"two\nlines",3,4\n';
    const { dataset } = await read(text, { features: ["a"] });
    expect(dataset.columns).toEqual([Float64Array.of(1, 3)]);
  });

  it("drops rows with missing values and counts them", async () => {
    const text = "a,b\n1,2\n,3\nNA,4\n5,NaN\n6,n/a\n7,8\n";
    const { dataset, dropped } = await read(text, { missing: "drop" });
    expect(dataset.columns[0]).toEqual(Float64Array.of(1, 7));
    expect(dropped).toBe(4);
    const json = '[{"a":1,"b":2},{"a":null,"b":1},{"b":1}]';
    expect(await read(json, { missing: "drop", dataFormat: "json" })).toMatchObject({ dropped: 2 });
  });

  it.each([
    [csv, { target: "prize" }, '1: no column "prize", the nearest is "price"'],
    [csv, { features: ["Rooms"] }, '1: no column "Rooms", the nearest is "rooms"'],
    [csv, { features: ["age"], target: "age" }, '1: column "age" is both a feature and the target'],
    [csv, { maxRows: 1 }, "3: more than 1 rows (raise maxRows)"],
    ["a,b\n1,x\n", {}, '2: column "b": "x" is not a number (choose the columns with features)'],
    ["a,b\n1,x\n", { features: ["a"] }, '2: column "b": "x" is not a number'],
    ["a,b\n1,0x1f\n", {}, '2: column "b": "0x1f" is not a number'],
    ["a,b\n1,1e999\n", {}, '2: column "b": "1e999" is not a finite number'],
    ["a,b\n1,2\n3,\n", {}, '3: column "b": the cell is empty (use missing: drop'],
    ["a,b\n1,n/a\n", {}, '2: column "b": "n/a" is not a number (use missing: drop to leave such'],
    ['a,b\n"1\n",2\n\n"x\ny",2\n', {}, '5: column "a": "x\\ny" is not a number'],
    ["a,b\n1,2\n3\n", {}, "3: 1 cells, expected 2"],
    ["a,b\n1,2\n3,4,5\n", {}, "3: 3 cells, expected 2"],
    ["a,b,a\n1,2,3\n", {}, '1: two columns are named "a" (1 and 3)'],
    ["1.5,2\n3,4\n", {}, '1: "1.5", expected the names of the columns'],
    [",a,b\n0,1,2\n", {}, "1: column 1 has no name (choose others by features)"],
    ["a\n1\n", {}, "1: one column for features, expected a target and one or more features"],
    ["a,b\n", {}, " no rows"],
    ["a,b\n,1\n", { missing: "drop" }, " no rows, 1 with missing values left out"],
    ["", {}, " the file is empty"],
    ["\n \n", {}, " the file is empty"],
    ['a,b\n1,"2\n3,4\n', {}, "2: a quoted field that is not closed"],
    ["a,b\n1,\0\n", {}, " not a text file"],
    [Buffer.from([0x61, 0x2c, 0xe9, 0x0a]), {}, " not a text file in UTF-8"],
  ] as const)("refuses %j with %j", async (text, options, message) => {
    const wrong = read(text, options as TableGiven);
    await expect(wrong).rejects.toThrow(`houses.csv:${message}`);
    await expect(wrong).rejects.toMatchObject({ name: "InputError" });
  });

  it.each([
    ["json", "{}", '1:1: expected an array, found "{"'],
    ["json", "[]", " no rows"],
    ["json", '[{"a":1,"b":2},\n\n{"a":1,"b":"x"}]', '3: column "b": "x" is not a number'],
    ["json", '[{"a":1,"b":2},\n{"a":1,"b":true}]', '2: column "b": true is not a number'],
    ["json", '[{"a":1,"b":2},\n{"a":1}]', '2: column "b": the cell is empty (use missing'],
    ["json", '[{"a":1,"b":2},\n[]]', "2: an empty array, expected an object for each row"],
    ["json", '[{"a":1,"b":2}\n{"a":1}]', '2:1: expected "," or "]", found "{"'],
    ["json", '[{"a":1,"b":2}] 3', '1:17: expected the end, found "3"'],
    ["ndjson", '{"a":1,"b":2}\n{"a":1,', "2:8: expected a key in double quotes, found the end"],
    ["ndjson", '{"a":1,"b":2} {"a":1}', '1:15: expected a line for each row, found "{"'],
    ["ndjson", " \n", " the file is empty"],
  ] as const)("refuses %s %j", async (format, text, message) => {
    await expect(read(text, { dataFormat: format })).rejects.toThrow(`houses.csv:${message}`);
  });

  it("needs a format where the name does not tell", async () => {
    const options = { missing: "error", maxRows: 10 } as const;
    await expect(readTable(sourceOf(csv, "standard input"), options)).rejects.toThrow(
      "standard input: a table of unknown format (give dataFormat: csv, tsv, json or ndjson)",
    );
    await expect(readTable({ path: "houses.dat" }, options)).rejects.toThrow("houses.dat: a table");
    const missing = readTable({ path: "no/houses.csv" }, options);
    await expect(missing).rejects.toThrow("cannot read no/houses.csv: no such file");
    await expect(missing).rejects.not.toMatchObject({ name: "InputError" });
    await expect(readTable({ path: "test" }, { ...options, dataFormat: "csv" })).rejects.toThrow(
      "cannot read test: it is a folder",
    );
  });

  it("finds the line in a later batch", async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => (i % 2 ? `${i},"a\nb",1` : `${i},x,2`));
    lines[25_000] = "x,x,2";
    const text = ["n,text,y", ...lines].join("\r\n");
    const line = text.slice(0, text.indexOf("x,x,2")).split("\n").length;
    const source = sourceOf(text, "houses.csv", 5000);
    const options: TableGiven = {
      ...{ dataFormat: "csv", features: ["n"], missing: "error", maxRows: 1e6 },
    };
    await expect(readTable(source, options)).rejects.toThrow(`houses.csv:${line}: column "n": "x"`);
  });
});
