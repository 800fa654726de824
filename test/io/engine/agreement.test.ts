import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import type { Dataset } from "../../../src/core/dataset.ts";
import type { LandscapeGiven } from "../../../src/core/landscapeOptions.ts";
import type { LossName } from "../../../src/core/losses/losses.ts";
import { momentsOfRows } from "../../../src/core/moments.ts";
import { commandWords } from "../../../src/io/engine/clientEngine.ts";
import { DIALECTS } from "../../../src/io/engine/dialects.ts";
import { readMoments } from "../../../src/io/engine/momentsOfEngine.ts";
import type { Engine } from "../../../src/io/engine/engine.ts";
import type { Relation } from "../../../src/io/engine/momentQueries.ts";
import { openEngine } from "../../../src/io/engine/openEngine.ts";
import { options, worstError } from "../../core/datasets.ts";
import { hasProgram, postgresFolder, startMariadb, startPostgres, type Server } from "./servers.ts";

const ROWS = 4000;
const HOSTILE = "a\"`'\\; drop table t; --";
const NAMES = [HOSTILE, "b", "select", "y", "side"];
const folder = tmpdir();
const databaseFile = join(folder, `loss-landscape-agreement-${process.pid}.sqlite`);
const csvFile = join(folder, `loss-landscape-agreement-${process.pid}.csv`);

/** Rows of four columns; an empty second cell in every 50th. */
function hardRows(): (number | null)[][] {
  let state = 11;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return Array.from({ length: ROWS }, (_, row) => {
    const level = row < 2 ? row * 1024 : Math.round(uniform() * 1024);
    const b = (uniform() - 0.3) * 1e-6;
    const c = Math.round((uniform() - 0.5) * 1e9);
    const y = level / 512 + b * 2e6 + c * 1e-9 + uniform();
    const side = level + c * 5e-7 + ((row * 37) % 101) * 8 > 900 ? 1 : 0;
    return [1e9 + level, row % 50 === 7 ? null : b, c, y, side];
  });
}

const rows = hardRows();
const whole = rows.filter((row) => !row.includes(null)) as number[][];
const FEATURES = NAMES.slice(0, 3);
const data = dataOf("y");

function dataOf(targetName: string): Dataset {
  return {
    featureNames: FEATURES,
    targetName,
    rowCount: whole.length,
    columns: [0, 1, 2].map((k) => Float64Array.from(whole, (row) => row[k])),
    target: Float64Array.from(whole, (row) => row[NAMES.indexOf(targetName)]),
  };
}

function script(dialectName: string, type: string): string {
  const dialect = DIALECTS.find(({ name }) => name === dialectName);
  const columns = NAMES.map((name) => `${dialect?.quoteIdentifier(name)} ${type}`).join(", ");
  const values = rows.map((row) => `(${row.map((v) => v ?? "NULL").join(", ")})`);
  return `CREATE TABLE t (${columns});\nINSERT INTO t VALUES ${values.join(",\n")};\n`;
}

function fill(client: string, text: string): void {
  const [program, ...args] = commandWords(client);
  execFileSync(program, args, { input: text, stdio: ["pipe", "ignore", "inherit"] });
}

interface Case {
  name: string;
  /** Why it cannot run here. */
  missing: string | false;
  start(): Promise<{ engine?: string; file?: string; stop?: () => void }>;
}

async function served(start: () => Promise<Server>, dialect: string, type: string) {
  const server = await start();
  fill(server.client, script(dialect, type));
  return { engine: server.client, stop: () => server.stop() };
}

const CASES: Case[] = [
  {
    name: "DuckDB",
    missing: false,
    start() {
      const header = NAMES.map((name) => `"${name.replaceAll('"', '""')}"`).join(",");
      const lines = rows.map((row) => row.map((value) => value ?? "").join(","));
      writeFileSync(csvFile, [header, ...lines, ""].join("\n"));
      return Promise.resolve({ file: csvFile });
    },
  },
  {
    name: "SQLite",
    missing: !hasProgram("sqlite3") && "sqlite3",
    start() {
      fill(`sqlite3 ${databaseFile}`, script("sqlite", "REAL"));
      return Promise.resolve({ engine: `sqlite3 ${databaseFile}` });
    },
  },
  {
    name: "PostgreSQL",
    missing: !postgresFolder() && "postgresql",
    start: () => served(startPostgres, "postgres", "double precision"),
  },
  {
    name: "MariaDB",
    missing: !hasProgram("mariadb-install-db") && "mariadb-server",
    start: () => served(startMariadb, "mysql", "DOUBLE"),
  },
];

/** The losses that need rows: so many are fetched at most that sums do the work. */
const FETCHED = 500;

async function agreeWithRows(
  engine: Engine,
  relation: Relation,
  place: string,
  isWhole: boolean,
): Promise<void> {
  const cases: { loss: LossName; target: string; changes: LandscapeGiven }[] = [
    { loss: "mae", target: "y", changes: {} },
    { loss: "huber", target: "y", changes: { l2: [1e-3] } },
    { loss: "logistic", target: "side", changes: { l1: [1e-3] } },
  ];
  const more: typeof cases = [
    { loss: "huber", target: "y", changes: { l1: [1e-2], intercept: false } },
    { loss: "hinge", target: "side", changes: { l2: [1e-3] } },
  ];
  for (const { loss, target, changes } of isWhole ? [...cases, ...more] : cases) {
    const { summary, dataset } = await readMoments(
      engine,
      relation,
      {
        ...{ features: FEATURES, target, missing: "drop", mostRows: FETCHED },
        ...{ needsQuartiles: false, needsRows: true },
      },
      place,
    );
    expect(dataset).toBeUndefined();
    const asked: LandscapeGiven = {
      ...{ loss: [loss], scalers: ["standard"], intercept: true, axes: ["select", "b"] },
      ...{ window: "auto", resolution: 5, descent: ["gd"], steps: 3, tolerance: 0.5, ...changes },
    };
    const [panel] = await computeLandscapes(summary, asked);
    const [expected] = await computeLandscapes(dataOf(target), asked);
    const [optimum, exact] = [panel.optimum!, expected.optimum!];
    expect(worstError([optimum.z], [exact.z])).toBeLessThan(1e-12);
    expect(worstError(Object.values(optimum.weights!), Object.values(exact.weights!))).toBeLessThan(
      1e-10,
    );
    expect(optimum.gap).toBeLessThan(1e-10);
    expect(optimum.unique).toBe(true);
    expect(worstError(panel.z, expected.z)).toBeLessThan(1e-10);
    expect(
      worstError(panel.paths![0].z.slice(0, 1), expected.paths![0].z.slice(0, 1)),
    ).toBeLessThan(1e-10);
    expect(panel.model?.stepsToTolerance).toBe(expected.model?.stepsToTolerance);
    if (!panel.model || !expected.model) continue;
    expect(worstError(panel.model.eigenvalues, expected.model.eigenvalues)).toBeLessThan(1e-10);
  }
}

afterAll(() => {
  rmSync(databaseFile, { force: true });
  rmSync(csvFile, { force: true });
});

for (const { name, missing, start } of CASES) {
  describe.skipIf(missing)(missing ? `${name} (skipped: no ${missing})` : name, () => {
    test("moments to 1e-12, landscapes to 1e-10 where centred, names that are data", async () => {
      const { engine: command, file, stop } = await start();
      try {
        const { engine, relation, place } = await openEngine({
          files: file === undefined ? [] : [file],
          engine: command,
          table: file === undefined ? "t" : undefined,
          timeout: 60,
        });
        const needsQuartiles = engine.dialect.percentile !== undefined;
        const wanted = { features: FEATURES, target: "y", needsQuartiles };
        await expect(
          readMoments(engine, relation, { ...wanted, missing: "error" }, place),
        ).rejects.toThrow(/column "b": 80 rows hold NULL/);
        const { summary, dropped } = await readMoments(
          engine,
          relation,
          { ...wanted, missing: "drop" },
          place,
        );
        await agreeWithRows(engine, relation, place, name === "DuckDB");
        await engine.close();

        expect(dropped).toBe(80);
        const expected = momentsOfRows(data);
        expect(summary.moments.n).toBe(expected.n);
        const deviation = (k: number) => Math.sqrt(expected.covariance[k * 5]);
        for (let j = 0; j < 4; j++) {
          const gap = Math.abs(summary.moments.mean[j] - expected.mean[j]);
          expect(gap / deviation(j)).toBeLessThan(1e-12);
          for (let k = 0; k < 4; k++) {
            const at = 4 * j + k;
            const difference = summary.moments.covariance[at] - expected.covariance[at];
            expect(Math.abs(difference) / deviation(j) / deviation(k)).toBeLessThan(1e-12);
          }
        }
        expect(summary.moments.min).toEqual(expected.min);
        expect(summary.moments.max).toEqual(expected.max);

        const scalers = ["none", "standard", "minmax", "maxabs"] as const;
        const asked = options({
          scalers: needsQuartiles ? [...scalers, "robust"] : [...scalers],
          intercept: true,
          window: "auto",
          axes: ["select", "b"],
        });
        const panels = await computeLandscapes(summary, asked);
        const fromRows = await computeLandscapes(data, asked);
        panels.forEach((panel, k) => {
          // The intercept is about 2e6, and its last bit moves every prediction by 2e-10.
          const isCentred = fromRows[k].scaler!.center[0] !== 0;
          expect(worstError(panel.z, fromRows[k].z)).toBeLessThan(isCentred ? 1e-10 : 2e-9);
          expect(worstError(panel.x, fromRows[k].x)).toBeLessThan(1e-10);
          expect(worstError([panel.optimum?.y ?? 0], [fromRows[k].optimum?.y ?? 1])).toBeLessThan(
            1e-10,
          );
        });
      } finally {
        stop?.();
      }
    });
  });
}
