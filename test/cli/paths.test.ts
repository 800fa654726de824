import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, temporaryFolder } from "./program.ts";

const python = process.env.LOSS_LANDSCAPE_PYTHON ?? "python3";
const hasNumpy = spawnSync(python, ["-c", "import numpy"]).status === 0;

interface Written {
  panels: { paths?: { label: string; x: number[]; y: number[]; z: (number | null)[] }[] }[];
}

async function pathsOf(folder: string, ...paths: string[]) {
  const { stdout, stderr } = await run(["grid", "--path", ...paths], { cwd: folder });
  const { panels } = JSON.parse(String(stdout)) as Written;
  return { panels: panels.map((panel) => panel.paths), stderr };
}

test("CSV, NDJSON and JSON of either shape are read alike, sorted by step", async () => {
  const folder = temporaryFolder();
  const rows = [
    { step: 2, x: 2.5, y: 0.25, loss: 3 },
    { step: 1, x: 0, y: -0.5, loss: null },
  ];
  const columns = { step: [2, 1], x: [2.5, 0], y: [0.25, -0.5], loss: [3, null] };
  const texts = {
    "a.csv": "\ufeffstep,x,y,loss\r\n2,2.5,0.25,3\r\n1,0,-0.5,\r\n",
    "b.ndjson": rows.map((row) => JSON.stringify(row)).join("\n"),
    "c.json": JSON.stringify(rows, null, 2),
    "d.json": JSON.stringify(columns),
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  const { panels } = await pathsOf(folder, ...Object.keys(texts));
  for (const paths of panels) {
    expect(paths?.map(({ label }) => label)).toEqual(["a", "b", "c", "d"]);
    for (const path of paths ?? []) {
      expect([path.x, path.y, path.z]).toEqual([
        [0, 2.5],
        [-0.5, 0.25],
        [null, 3],
      ]);
    }
  }
});

test.skipIf(!hasNumpy)("an NPZ of NumPy is read", async () => {
  const folder = temporaryFolder();
  const save = "import numpy; numpy.savez('p.npz', x=[1, 2], y=numpy.float32([0.5, 0.25]))";
  expect(spawnSync(python, ["-c", save], { cwd: folder }).status).toBe(0);
  const { panels } = await pathsOf(folder, "p.npz");
  expect(panels[1]).toMatchObject([{ label: "p", x: [1, 2], y: [0.5, 0.25], z: [null, null] }]);
});

test("a path with a panel's number is drawn there alone; what it hides is noted", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "run.csv"), "x,y,loss\n0,0,9999999\n9,0,1\n");
  const { panels, stderr } = await pathsOf(folder, "2:SGD=run.csv");
  expect(panels.map((paths) => paths?.map(({ label }) => label))).toEqual([undefined, ["SGD"]]);
  expect(stderr).toContain("SGD: 1 of 2 points lie outside the window");
  expect(stderr).toMatch(
    /the loss of 1 of 2 points is far from the surface, that of point 1 is 9,999,999 where/,
  );
});

test("render draws it: the picture differs, and is the same from a document that holds it", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "run.csv"), "x,y\n0,0\n2,0.1\n");
  const picture = async (args: string[], input?: Uint8Array) =>
    (await run(["render", "--quiet", "--no-metadata", ...args], { cwd: folder, input })).stdout;
  const plain = await picture([]);
  const drawn = await picture(["--path", "run.csv"]);
  expect(drawn.equals(plain)).toBe(false);
  const { stdout } = await run(["grid", "--quiet", "--path", "run.csv"], { cwd: folder });
  expect((await picture(["--from", "-"], stdout)).equals(drawn)).toBe(true);
});

test.each([
  ["x,loss\n1,2\n", "run.csv", 'run.csv: no column "y"'],
  ["x,y\n1,abc\n", "run.csv", 'run.csv: y of step 1: "abc" is no number'],
  ["x,y\n1,\n", "run.csv", "run.csv: step 1: x or y is not a finite number"],
  ["x,y\n", "run.csv", "run.csv: no steps"],
  ['{"x":[1],"y":[1,2]}', "run.csv", "2 values beside 1 of x"],
  ['{"x":1}\n{"x', "run.csv", "run.csv:2: neither JSON nor NDJSON"],
  ["x,y\n1,1\n", "3:run.csv", "expected a panel from 1 to 2"],
])("refuses %j", async (text, path, message) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "run.csv"), text);
  const { status, stderr } = await run(["grid", "--path", path], { cwd: folder });
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});
