import { describe, expect, test } from "vitest";
import { mergeMoments, momentsOfRows } from "../../../src/core/moments.ts";
import { summaryOfMoments } from "../../../src/core/tableSummary.ts";
import { readMoments } from "../../../src/io/engine/momentsOfEngine.ts";
import { Expectations, type Agreement } from "./agreement.ts";
import { ENGINES } from "./engines.ts";
import { hardTable } from "./hardTable.ts";

const ROWS = 2500;
/** So few rows are handed over that sums do the work. */
const FETCHED = 400;
const RESOLUTION = 5;

const table = hardTable(ROWS);
const expectations = new Expectations(table, FETCHED, RESOLUTION);

function expectAll(agreements: Agreement[]): void {
  for (const { what, error, atMost } of agreements) expect(error, what).toBeLessThan(atMost);
}

describe.concurrent("rows in hand and", () => {
  for (const { name, missing, isTame, open } of ENGINES) {
    test.skipIf(missing)(missing ? `${name} (skipped: no ${missing})` : name, async () => {
      const asked = isTame ? hardTable(ROWS, true) : table;
      const { opened, stop } = await open(asked);
      try {
        const { engine, relation, place } = opened;
        const wanted = { features: asked.features, target: "y", needsQuartiles: false };
        await expect(
          readMoments(engine, relation, { ...wanted, missing: "error" }, place),
        ).rejects.toThrow(`column "b": ${table.nullCount} rows hold NULL`);
        const own = isTame ? new Expectations(asked, FETCHED, RESOLUTION) : expectations;
        expectAll(await own.ofEngine(opened, name === "DuckDB"));
      } finally {
        await stop();
      }
    });
  }

  test("merged moments", async () => {
    const data = table.datasetOf("y");
    const cut = (from: number, to: number) =>
      momentsOfRows({
        ...data,
        rowCount: to - from,
        columns: data.columns.map((column) => column.slice(from, to)),
        target: data.target.slice(from, to),
      });
    const merged = [cut(0, 700), cut(700, 1900), cut(1900, data.rowCount)].reduce(mergeMoments);
    expectAll(await expectations.ofMoments(summaryOfMoments(merged)));
  });
});
