import { expect, test } from "vitest";
import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import { readMoments } from "../../../src/io/engine/momentsOfEngine.ts";
import { openEngine } from "../../../src/io/engine/openEngine.ts";

const ROWS = 3000;

/** Classes that a line parts, all rows but for those on it, or not at all. */
test.each([
  ["separable", "a + b > 40", false],
  ["quasi-separable", "a + b > 40 or (a + b = 40 and i % 2 = 0)", false],
  ["mixed", "a + b > 40 or i % 9 = 0", true],
])("sums say of %s classes whether there is an optimum", async (_, side, exists) => {
  const sql = `select *, ${side} as side from
    (select i, (i * 37) % 31 as a, (i * 53) % 47 as b from range(${ROWS}) r(i))`;
  const { engine, relation, place } = await openEngine({ files: [], sql, timeout: 60 });
  const wanted = { features: ["a", "b"], target: "side", missing: "error" as const };
  const needs = { needsQuartiles: false, needsRows: true };
  const panelOf = async (mostRows: number) => {
    const read = await readMoments(engine, relation, { ...wanted, ...needs, mostRows }, place);
    expect(read.dataset === undefined).toBe(mostRows < ROWS);
    const [panel] = await computeLandscapes(read.dataset ?? read.summary, {
      ...{ loss: ["logistic"], scalers: ["standard"], intercept: true, resolution: 3 },
    });
    return panel;
  };
  const [bySums, byRows] = [await panelOf(100), await panelOf(ROWS)];
  await engine.close();
  expect([bySums.optimum?.exists, byRows.optimum?.exists]).toEqual([exists, exists]);
});
