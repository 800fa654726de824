import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, runAlone, temporaryFolder } from "./program.ts";

// What the other tests see of a process that stays loaded is what users get from one of their own.

const TABLE = "a,b,y\n1,2,3\n2,1,5\n4,5,8\n";
const CSV = ["--data", "-", "--data-format", "csv"];

test.each<[args: string[], input?: string]>([
  [["render", "--explain", "--width", "400", "--height", "250", "--out", "made.png"]],
  [["grid", "--seed", "3", "--out", "made.json"]],
  [["describe", ...CSV, "--scalers", "none"], TABLE],
  [["describe", "--sql", "select i as a, i * i % 7 as b, i as y from range(9) r(i)"]],
  [["grid", "--from", "-"], '{"z": [[1, 2], [3]]}'],
  [["render", "--colormap", "virdis"]],
])("%j prints, writes and returns the same, one after another", async (args, input) => {
  const made = async (start: typeof run) => {
    const cwd = temporaryFolder();
    const finished = await start(args, { cwd, input });
    const file = args.find((word) => word.startsWith("made"));
    return { ...finished, bytes: file && readFileSync(join(cwd, file)) };
  };
  await made(run);
  expect(await made(run)).toEqual(await made(runAlone));
});
