import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
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
  test.each([
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

  test("gives the columns asked for, in that order", async () => {
    const { dataset } = await read(csv, { features: ["price", "age"], target: "rooms" });
    expect(dataset.featureNames).toEqual(["price", "age"]);
    expect(dataset.columns[1]).toEqual(Float64Array.of(10, 20));
    expect(dataset.target).toEqual(Float64Array.of(5, 6));
  });

  test("ignores text in columns that are not asked for", async () => {
    const text = 'name,a,b\n"Ann ""A"", x",1,2\n"two\nlines",3,4\n';
    const { dataset } = await read(text, { features: ["a"] });
    expect(dataset.columns).toEqual([Float64Array.of(1, 3)]);
  });

  test("leaves out what holds no numbers, and an index without a name", async () => {
    const text =
      '\ufeff,"Price, EUR (k€)",street,built,area\n0,100,"High, 3",2001-02-03,50\n1,150,Low,2002-03-04,70\n';
    const { dataset, leftOut } = await read(text, { target: "Price, EUR (k€)" });
    expect(leftOut).toEqual(["column 1 (no name)", "street", "built"]);
    expect(dataset.featureNames).toEqual(["area"]);
  });

  test.each([
    ["a;b;c\n1,5;-2;,25\n2;3,5e1;4\n", {}],
    ["sep=;\r\na;b;c\r\n1,5;-2;0,25\r\n2;35;4\r\n", {}],
    ['\ufeffsep=;\n"a";"b";c\n"1,5";-2;0,25\n2;35;4', {}],
    ["a\tb\tc\n1,5\t-2\t0,25\n2\t35\t4\n", { delimiter: "tab", decimal: "," }],
    ["a|b|c\n1.5|-2|0.25\n2|35|4\n", {}],
    ["a~b~c\n1.5~-2~0.25\n2~35~4\n", { delimiter: "~" }],
  ] as const)("reads %j with %j", async (text, options) => {
    const { dataset } = await read(text, options);
    expect(dataset.columns).toEqual([Float64Array.of(1.5, 2), Float64Array.of(-2, 35)]);
    expect(dataset.target).toEqual(Float64Array.of(0.25, 4));
  });

  test.each([
    ["csv", "a,b,won\n1,2,yes\n2,3,no\n3,4,no\n"],
    ["json", '[{"a":1,"b":2,"won":true},{"a":2,"b":3,"won":false},{"a":3,"b":4,"won":false}]'],
  ] as const)("takes two words of a target in %s for 0 and 1", async (dataFormat, text) => {
    const { dataset, classes } = await read(text, { dataFormat });
    expect(dataset.target).toEqual(Float64Array.of(1, 0, 0));
    expect(classes).toEqual(dataFormat === "csv" ? ["no", "yes"] : ["false", "true"]);
  });

  test("reads decimal commas and late words to the same numbers as points and 0, 1", async () => {
    const numbers = Array.from({ length: 3000 }, (_, i) => [
      i / 7,
      -(i ** 3) / 1e5,
      i > 100 ? 1 : 0,
    ]);
    const [points, commas] = [",", ";"].map((delimiter) =>
      ["a,b,y".replaceAll(",", delimiter), ...numbers.map((row) => row.join(delimiter))].join("\n"),
    );
    const plain = await read(points, { maxRows: 5000 });
    const german = commas.replaceAll(".", ",");
    expect((await read(german, { maxRows: 5000 })).dataset).toEqual(plain.dataset);
    const worded = points.replace(/,0$/gm, ",no").replace(/,1$/gm, ",yes");
    expect((await read(worded, { maxRows: 5000 })).dataset).toEqual(plain.dataset);
  });

  test("is unpacked where gzip packed it, with the digest of the file", async () => {
    const packed = gzipSync(csv);
    const { dataset, sha256 } = await read(packed);
    expect(dataset).toEqual(houses);
    expect(sha256).toBe(createHash("sha256").update(packed).digest("hex"));
    const json = gzipSync('[{"rooms":5,"age":10,"price":100},{"rooms":6,"age":20,"price":150.5}]');
    expect((await read(json, { dataFormat: "json" })).dataset).toEqual(houses);
    const broken = read(packed.subarray(0, 30));
    await expect(broken).rejects.toThrow("cannot read houses.csv: unexpected end of file");
  });

  test("drops rows with missing values and counts them", async () => {
    const text = "a,b\n1,2\n,3\nNA,4\n5,NaN\n6,n/a\n7,8\n";
    const { dataset, dropped } = await read(text, { missing: "drop" });
    expect(dataset.columns[0]).toEqual(Float64Array.of(1, 7));
    expect(dropped).toBe(4);
    const json = '[{"a":1,"b":2},{"a":null,"b":1},{"b":1}]';
    expect(await read(json, { missing: "drop", dataFormat: "json" })).toMatchObject({ dropped: 2 });
  });

  test.each([
    [csv, { target: "tax" }, '1: no column "tax"; expected "rooms", "age", "price"'],
    [
      `a,b\n${"1,no\n2,yes\n".repeat(30)}3,maybe\n`,
      {},
      '62: column "b": "maybe" beside "no" and "yes", expected numbers or two words',
    ],
    [
      "a,street,day,b\n1,x,2024-01-02,3\n",
      { features: ["day", "a", "street"] },
      '1: no numbers in "day", "street" (choose others by features)',
    ],
    ["a;b\n1,5;2,5\n1;2.5\n", { decimal: "," }, '3: column "b": "2.5" is not a number'],
    ["a,b\n1,2\n", { decimal: "," }, " decimal , stands between its cells, too"],
    [csv, { target: "prize" }, '1: no column "prize"; did you mean "price"?'],
    [csv, { features: ["Rooms"] }, '1: no column "Rooms"; did you mean "rooms"?'],
    [csv, { features: ["age"], target: "age" }, '1: column "age" is both a feature and the target'],
    [csv, { maxRows: 1 }, "3: more than 1 rows (raise maxRows)"],
    [
      "a,b\n1,2\n1,x\n",
      {},
      '3: column "b": "x" is not a number (choose the columns with features)',
    ],
    ["a,b\n1,x\n", { features: ["a"] }, '2: column "b": "x", expected numbers or two words'],
    ["a,b\n1,2\n1,0x1f\n", {}, '3: column "b": "0x1f" is not a number'],
    [
      "a,b\n1,2020-01-02\n",
      {},
      '1: no column for features, expected a target and one or more features (no numbers in "b")',
    ],
    ["a,b\n1,1e999\n", {}, '2: column "b": "1e999" is not a finite number'],
    ["a,b\n1,2\n3,\n", {}, '3: column "b": the cell is empty (use missing: drop'],
    ["a,b\n1,n/a\n", {}, '2: column "b": "n/a" is not a number (use missing: drop to leave such'],
    ['a,b\n"1\n",2\n\n"x\ny",2\n', {}, '5: column "a": "x\\ny" is not a number'],
    ["a,b\n1,2\n3\n", {}, "3: 1 cells, expected 2"],
    ["a,b\n1,2\n3,4,5\n", {}, "3: 3 cells, expected 2"],
    ["a,b,a\n1,2,3\n", {}, '1: two columns are named "a" (1 and 3)'],
    ["1.5,2\n3,4\n", {}, '1: "1.5", expected the names of the columns'],
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

  test.each([
    ["json", "{}", '1:1: expected an array, found "{"'],
    ["json", "[]", " no rows"],
    ["json", '[{"a":1,"b":2},\n\n{"a":1,"b":"x"}]', '3: column "b": "x" is not a number'],
    ["json", '[{"a":1,"b":2},\n{"a":1,"b":true}]', '2: column "b": "true" is not a number'],
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

  test("refuses a delimiter for what has none", async () => {
    const wrong = read("[]", { dataFormat: "json", delimiter: ";" });
    await expect(wrong).rejects.toThrow("delimiter: needs a table of delimited text");
  });

  test("needs a format where the name does not tell", async () => {
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

  test("finds the line in a later batch", async () => {
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
