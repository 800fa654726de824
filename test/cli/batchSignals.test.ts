import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryName } from "../../src/io/temporaryFile.ts";
import { run, runAlone, temporaryFolder, PROGRAM } from "./program.ts";

const COUNT = 12;
const FIGURE = { width: 500, height: 300, resolution: 60 };

/** Starts a batch and ends it by a signal once it has finished a few figures. */
async function interrupted(signal: NodeJS.Signals, target: "program" | "group") {
  const folder = temporaryFolder();
  const figures = Array.from({ length: COUNT }, (_, seed) => ({
    ...FIGURE,
    seed,
    out: `${seed}.png`,
  }));
  writeFileSync(join(folder, "m.json"), JSON.stringify(figures));
  const child = spawn(process.execPath, [PROGRAM, "batch", "m.json", "--jobs", "2"], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    const hadEnough = stderr.split("\n").length > 3;
    stderr += chunk.toString();
    if (hadEnough || stderr.split("\n").length <= 3) return;
    // Ctrl-C reaches every process of the group, `kill` one.
    process.kill(target === "group" ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
  });
  const [status] = (await once(child, "close")) as [number | null];
  return { folder, status, stderr };
}

test.each([
  ["SIGINT", "group", 130],
  ["SIGINT", "program", 130],
  ["SIGTERM", "program", 143],
  ["SIGHUP", "program", 129],
] as const)(
  "%s to the %s ends a batch at once: whole figures and nothing else",
  async (signal, target, expected) => {
    const { folder, status, stderr } = await interrupted(signal, target);
    expect(status).toBe(expected);
    expect(stderr).toMatch(/loss-landscape: interrupted; \d+ of 12 figures are done\n$/);
    expect(stderr).not.toContain("failed");

    const names = readdirSync(folder).filter((name) => name !== "m.json");
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThan(COUNT);
    for (const name of names) {
      expect(name).toMatch(/^\d+\.png$/);
      expect(readFileSync(join(folder, name)).subarray(-8, -4).toString()).toBe("IEND");
    }

    // The rest is drawn by the same command, and what is there stays.
    const resumed = await run(["batch", "m.json", "--skip-unchanged"], { cwd: folder });
    expect(resumed.stderr).toContain(
      `${COUNT} figures: ${COUNT - names.length} drawn, ${names.length} unchanged`,
    );
    expect(readdirSync(folder)).toHaveLength(COUNT + 1);
  },
);

test("what a batch that was killed left unfinished is gone after the next one", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "m.json"), JSON.stringify([{ ...FIGURE, out: "a.png" }]));
  const killed = spawn(process.execPath, ["-e", ""]);
  await once(killed, "exit");
  const left = temporaryName().replace(`-${process.pid}-`, `-${killed.pid}-`);
  writeFileSync(join(folder, left), "half a picture");
  expect((await run(["batch", "m.json"], { cwd: folder })).status).toBe(0);
  expect(readdirSync(folder)).toEqual(["a.png", "m.json"]);
});

test("two batches on one manifest at once draw whole figures and nothing else", async () => {
  const folder = temporaryFolder();
  const figures = Array.from({ length: 5 }, (_, seed) => ({ ...FIGURE, seed, out: `${seed}.png` }));
  writeFileSync(join(folder, "m.json"), JSON.stringify(figures));
  const start = () => runAlone(["batch", "m.json", "--jobs", "2"], { cwd: folder });
  const both = await Promise.all([start(), start()]);
  expect(both.map(({ status }) => status)).toEqual([0, 0]);
  expect(readdirSync(folder)).toEqual([...figures.map(({ out }) => out), "m.json"]);
  const after = await run(["batch", "m.json", "--skip-unchanged"], { cwd: folder });
  expect(after.stderr).toContain("5 figures: 0 drawn, 5 unchanged");
});
