/**
 * How far engines are from rows in memory on one hard table: `npx tsx test/bench/agreement.ts [ROWS [NAME…]]`.
 * Engines are found as `test/io/engine` finds them; what is missing is named.
 */
import process from "node:process";
import { mergeMoments, momentsOfRows, type Moments } from "../../src/core/moments.ts";
import { summaryOfMoments } from "../../src/core/tableSummary.ts";
import { Expectations, type Agreement } from "../io/engine/agreement.ts";
import { ENGINES } from "../io/engine/engines.ts";
import { hardTable, type HardTable } from "../io/engine/hardTable.ts";

const SHARDS = 1000;
const RESOLUTION = 8;
const MOST_FETCHED = 20_000;
const [rowText = "1000000", ...names] = process.argv.slice(2);
const rowCount = Number(rowText);

const say = (line: string) => process.stdout.write(`${line}\n`);

function report(name: string, agreements: Agreement[], seconds: number): void {
  say(`${name} (${seconds.toFixed(0)} s)`);
  for (const { what, error, atMost } of agreements) {
    const verdict = error < atMost ? "" : `  MORE THAN ${atMost}`;
    say(`  ${what.padEnd(28)} ${error.toExponential(1)}${verdict}`);
    if (verdict) process.exitCode = 1;
  }
}

function momentsOfShards(table: HardTable): Moments {
  const data = table.datasetOf("y");
  const size = Math.ceil(data.rowCount / SHARDS);
  const shards: Moments[] = [];
  for (let from = 0; from < data.rowCount; from += size) {
    const target = data.target.subarray(from, from + size);
    const columns = data.columns.map((column) => column.subarray(from, from + size));
    shards.push(momentsOfRows({ ...data, rowCount: target.length, columns, target }));
  }
  return shards.reduce(mergeMoments);
}

const tables = [false, true].map((isTame) => {
  const table = hardTable(rowCount, isTame);
  return {
    table,
    expectations: new Expectations(table, Math.min(MOST_FETCHED, rowCount / 5), RESOLUTION),
  };
});
const [{ table, expectations }, tame] = tables;
const merged = summaryOfMoments(momentsOfShards(table));
report(`${SHARDS} merged moments`, await expectations.ofMoments(merged), 0);
for (const { name, missing, isTame, open } of ENGINES) {
  if (names.length > 0 && !names.includes(name)) continue;
  if (missing) {
    say(`${name}: skipped, no ${missing}`);
    continue;
  }
  const own = isTame ? tame : { table, expectations };
  const { opened, stop } = await open(own.table);
  try {
    const started = performance.now();
    const agreements = await own.expectations.ofEngine(opened, name === "DuckDB");
    report(name, agreements, (performance.now() - started) / 1000);
  } finally {
    await stop();
  }
}
