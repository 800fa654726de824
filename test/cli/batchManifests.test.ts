import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { batch, SMALL } from "./batching.ts";
import { PROGRAM, run, runProcess, temporaryFolder } from "./program.ts";

const WRONG_MANIFESTS: [text: string, message: RegExp][] = [
  ["", /figures\.json: the manifest is empty/],
  ["7", /expected an array of figures/],
  ["[", /figures\.json:1:2: expected/],
  ['{"figures": 3}', /"figures": expected an array/],
  ['{"figures": [], "default": {}}', /"default": expected only "defaults" and "figures"/],
  ['{"defaults": [], "figures": []}', /"defaults": expected an object/],
  [`${"[".repeat(100_000)}`, /figures\.json:1:\d+: /],
  ["\u0000\u0001\ufffd", /figures\.json:1:1: /],
];

test.each(WRONG_MANIFESTS)("the manifest %j exits 2 with one line", async (text, message) => {
  const folder = temporaryFolder();
  const { status, stderr } = await batch(folder, text.slice(0, 200_000));
  expect(stderr).toMatch(message);
  expect(stderr.match(/\n/g)).toHaveLength(1);
  expect(status).toBe(2);
});

test("sweeps too large, unknown placeholders and wrong sweeps are told", async () => {
  const folder = temporaryFolder();
  const axis = Array.from({ length: 1000 }, (_, k) => k);
  const large = await batch(folder, [{ out: "{seed}.png", sweep: { seed: axis, steps: axis } }]);
  expect([large.status, large.stderr]).toEqual([
    2,
    "loss-landscape: --max-figures 100000: figures.json has more figures; expected fewer, or a higher --max-figures\n",
  ]);
  const { report } = await batch(folder, [
    { out: "{sed}.png" },
    { out: "a.png", sweep: { seed: 3 } },
    { out: "b.png", sweep: 3 },
    { seed: 3 },
    { out: "-" },
  ]);
  expect(report.figures.map(({ error }) => error)).toEqual([
    "out: {sed}: expected the name of an option that the figure gives, or index",
    "sweep.seed: expected an array of values for each option",
    "sweep: expected an array of values for each option",
    "out: expected a file name",
    "out: expected a file name",
  ]);
});

test("NDJSON and standard input are manifests too", async () => {
  const folder = temporaryFolder();
  const lines = [0, 1].map((seed) => JSON.stringify({ ...SMALL, seed, out: `${seed}.png` }));
  const { status, stderr } = await run(["batch", "-", "--quiet"], {
    cwd: folder,
    input: `${lines.join("\r\n")}\n`,
  });
  expect([status, stderr]).toEqual([0, ""]);
  expect(readdirSync(folder)).toEqual(["0.png", "1.png"]);
});

test("a manifest through a pipe draws into the folder at hand", async () => {
  const folder = temporaryFolder();
  const command = `"${process.execPath}" "${PROGRAM}" batch --quiet <(echo '${JSON.stringify([{ ...SMALL, out: "a.png" }])}')`;
  const { status, stderr } = await runProcess("bash", ["-c", command], { cwd: folder });
  expect([status, stderr]).toEqual([0, ""]);
  expect(readdirSync(folder)).toEqual(["a.png"]);
});
