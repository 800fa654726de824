import { expect, test } from "vitest";
import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import type { LandscapeGiven } from "../../../src/core/landscapeOptions.ts";
import { readMoments } from "../../../src/io/engine/momentsOfEngine.ts";
import { openEngine } from "../../../src/io/engine/openEngine.ts";
import { worstError } from "../../core/datasets.ts";

const ROWS = 30_000;
const SQL = `select (i * 37) % 31 as a, ((i * 53) % 101) * 100 as b,
  3 * a + b // 1000 + (i * i * 29) % 7 as y, a * 3 + (i * i) % 41 > 60 as side from range(${ROWS}) r(i)`;

test.each([
  { loss: "mae", target: "y", mostQueries: 120 },
  { loss: "hinge", target: "side", mostQueries: 500 },
] as const)(
  "$loss of whole numbers, many on their kinks",
  async ({ loss, target, mostQueries }) => {
    const { engine, relation, place } = await openEngine({ files: [], sql: SQL, timeout: 60 });
    const queries: string[] = [];
    const counted = {
      ...engine,
      query(sql: string, columns?: string[]) {
        queries.push(sql);
        return engine.query(sql, columns);
      },
    };
    const wanted = { features: ["a", "b"], target, needsQuartiles: false };
    const read = (mostRows: number) =>
      readMoments(
        counted,
        relation,
        { ...wanted, missing: "error", needsRows: true, mostRows },
        place,
      );
    const { dataset } = await read(ROWS);
    const { summary } = await read(2000);
    const given: LandscapeGiven = {
      ...{ loss: [loss], scalers: ["none", "standard"], intercept: true, resolution: 7 },
    };
    queries.length = 0;
    const panels = await computeLandscapes(summary, given);
    expect(queries.length).toBeLessThan(mostQueries);
    const expected = await computeLandscapes(dataset!, given);
    await engine.close();
    panels.forEach(({ optimum, x, y, z }, k) => {
      expect(worstError([optimum!.z], [expected[k].optimum!.z])).toBeLessThan(1e-12);
      expect(optimum!.gap).toBeLessThan(1e-10);
      if (!expected[k].optimum!.unique) return;
      for (const [found, wanted] of [
        [x, expected[k].x],
        [y, expected[k].y],
        [z, expected[k].z],
      ]) {
        expect(worstError(found, wanted)).toBeLessThan(1e-10);
      }
    });
  },
);
