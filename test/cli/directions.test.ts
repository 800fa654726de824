import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { numpyStream } from "../../src/core/random/numpyStream.ts";
import { openWeights } from "../../src/io/weights/openWeights.ts";
import { SAFETENSORS } from "../../src/io/weights/safetensors.ts";
import type { TensorToWrite } from "../../src/io/weights/weightsFormat.ts";
import { run, temporaryFolder } from "./program.ts";

const python = process.env.LOSS_LANDSCAPE_PYTHON ?? "python3";
const hasNumpy = spawnSync(python, ["-c", "import numpy"]).status === 0;

type Tensors = Record<string, { shape: number[]; values: number[] }>;

function save(file: string, tensors: Tensors): void {
  const list = Object.entries(tensors).map(([name, { shape, values }]): TensorToWrite => {
    return { name, shape, width: 8, blocks: () => [Float64Array.from(values)] };
  });
  writeFileSync(file, Buffer.concat([...SAFETENSORS.chunks(list)]));
}

function load(file: string): Record<string, Float64Array> {
  const weights = openWeights(file);
  return Object.fromEntries(weights.tensors.map((t) => [t.name, weights.read(t, 0, t.count)]));
}

const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));

test("random directions: each filter as long as the model's, biases still, by the seed alone", async () => {
  const folder = temporaryFolder();
  const model = join(folder, "model.safetensors");
  const values = Array.from({ length: 6 }, (_, k) => k + 1);
  save(model, { w: { shape: [2, 3], values }, b: { shape: [2], values: [7, 8] } });
  for (const name of ["one.npz", "two.safetensors"]) {
    const out = join(folder, name);
    const args = ["directions", "--weights", model, "--seed", "5", "--out", out];
    const { status, stdout, stderr } = await run(args);
    expect([status, stderr]).toEqual([0, ""]);
    expect(String(stdout)).toContain("8 in 2 tensors");
  }
  const plane = load(join(folder, "one.npz"));
  expect(plane).toEqual(load(join(folder, "two.safetensors")));
  expect(Object.keys(plane)).toEqual(["origin/b", "origin/w", "x/b", "x/w", "y/b", "y/w"]);
  expect([...plane["origin/w"]]).toEqual(values);
  expect([...plane["x/b"], ...plane["y/b"]]).toEqual([0, 0, 0, 0]);
  for (const direction of [plane["x/w"], plane["y/w"]]) {
    expect(norm(direction.subarray(0, 3))).toBeCloseTo(Math.sqrt(14), 12);
    expect(norm(direction.subarray(3))).toBeCloseTo(Math.sqrt(77), 12);
  }
  // Tensors in the order of their names, x before y: b takes the first four draws.
  const stream = numpyStream(5);
  const draws = Array.from({ length: 7 }, () => stream.normal()).slice(4);
  const scale = Math.sqrt(14) / norm(draws);
  draws.forEach((draw, k) => expect(plane["x/w"][k]).toBeCloseTo(scale * draw, 12));
});

test("the plane through three models has them at its corners", async () => {
  const folder = temporaryFolder();
  const models = [
    [1, 1],
    [4, 5],
    [1, 3],
  ].map((values, k) => {
    const file = join(folder, `${"abc"[k]}.safetensors`);
    save(file, { w: { shape: [2], values } });
    return file;
  });
  const [out, path] = [join(folder, "plane.npz"), join(folder, "path.csv")];
  const { stdout } = await run([
    "directions",
    "--through",
    ...models,
    "--out",
    out,
    "--path",
    path,
  ]);
  expect(String(stdout)).toMatch(/length of x, y +5, 2\ncosine between x and y +0.8\n/);
  expect(readFileSync(path, "utf8")).toBe("step,x,y,distance\n0,0,0,0\n1,1,0,0\n2,0,1,0\n");
  const plane = load(out);
  expect([...plane["x/w"], ...plane["y/w"]]).toEqual([3, 4, 0, 2]);
});

test("principal directions of a trajectory, in the order of the steps", async () => {
  const folder = temporaryFolder();
  const at = [
    [3, 0, 0.5],
    [0, 2, 0],
    [0, 0, 0],
  ];
  const files = at.map((values, k) => {
    const file = join(folder, `step-${8 + k}.safetensors`);
    save(file, { w: { shape: [3], values } });
    return file;
  });
  const [out, path] = [join(folder, "plane.npz"), join(folder, "path.csv")];
  const { stdout } = await run([
    ...["directions", "--checkpoints", files[2], files[0], files[1], "--out", out, "--path", path],
  ]);
  expect(String(stdout)).toContain("variance in the plane   100 %");
  const rows = readFileSync(path, "utf8").trim().split("\n").slice(1);
  const table = rows.map((row) => row.split(",").map(Number));
  expect(table.map(([step]) => step)).toEqual([8, 9, 10]);
  expect(table[0][1]).toBeCloseTo(Math.hypot(3, 0.5), 12);
  expect(table[1][2]).toBeCloseTo(2, 12);
  for (const [, , , distance] of table) expect(distance).toBeLessThan(1e-12);
  expect([...load(out)["origin/w"]]).toEqual([0, 0, 0]);
});

test.skipIf(!hasNumpy)(
  "agrees with NumPy's SVD of the same trajectory, F32 files from NumPy",
  async () => {
    const folder = temporaryFolder();
    const script = `
import numpy as np, json
r = np.random.RandomState(3)
t = np.cumsum(r.randn(12, 70000) * np.linspace(2, .1, 12)[:, None], 0).astype("f4")
for k, w in enumerate(t):
    np.savez_compressed(f"c{k}.npz", w=np.asfortranarray(w[:69990].reshape(30, 2333)), b=w[69990:], steps=k)
d = (t - t[-1]).astype(float)
u, s, v = np.linalg.svd(d, full_matrices=False)
xy = u[:, :2] * s[:2]
xy = xy * np.sign(xy[abs(xy).argmax(0), [0, 1]])
off = np.linalg.norm(d - d @ v[:2].T @ v[:2], axis=1)
print(json.dumps([xy.tolist(), off.tolist(), (s**2 / (s**2).sum())[:2].sum()]))`;
    const [xy, off, share] = JSON.parse(
      String(execFileSync(python, ["-c", script], { cwd: folder })),
    );
    const { status, stdout, stderr } = await run(
      [
        ...["directions", "--checkpoints", ...Array.from({ length: 12 }, (_, k) => `c${k}.npz`)],
        ...["--out", "plane.safetensors", "--path", "path.csv"],
      ],
      { cwd: folder },
    );
    expect([status, stderr]).toEqual([
      0,
      "note: left out what holds no floating-point numbers: steps\n",
    ]);
    const rows = readFileSync(join(folder, "path.csv"), "utf8").trim().split("\n").slice(1);
    const size = Math.abs(xy[0][0]);
    rows.forEach((row, k) => {
      const [step, x, y, distance] = row.split(",").map(Number);
      expect(step).toBe(k);
      expect(Math.abs(x - xy[k][0]) / size).toBeLessThan(1e-9);
      expect(Math.abs(y - xy[k][1]) / size).toBeLessThan(1e-9);
      expect(Math.abs(distance - off[k]) / size).toBeLessThan(1e-9);
    });
    const said = /variance in the plane +([\d.]+) %/.exec(String(stdout))?.[1];
    expect(Number(said)).toBeCloseTo(100 * share, 1);
  },
);

test("F16 and BF16 are read, whole numbers are left out", () => {
  const file = join(temporaryFolder(), "half.safetensors");
  const header = JSON.stringify({
    h: { dtype: "F16", shape: [2], data_offsets: [0, 4] },
    b: { dtype: "BF16", shape: [2], data_offsets: [4, 8] },
    n: { dtype: "I32", shape: [], data_offsets: [8, 12] },
  });
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(header.length));
  const data = Buffer.from([0x00, 0x3c, 0x00, 0xc1, 0x80, 0x3f, 0x20, 0xc0, 1, 0, 0, 0]);
  writeFileSync(file, Buffer.concat([head, Buffer.from(header), data]));
  expect(load(file)).toEqual({ b: Float64Array.of(1, -2.5), h: Float64Array.of(1, -2.5) });
  expect(openWeights(file).leftOut).toEqual(["n"]);
});

test("what is wrong is named", async () => {
  const folder = temporaryFolder();
  const inFolder = (args: string[]) => run(["directions", ...args], { cwd: folder });
  const tensor = (shape: number[]) => ({ shape, values: new Array(shape[0]).fill(1) });
  save(join(folder, "a.safetensors"), { v: tensor([1]), w: tensor([2]) });
  save(join(folder, "b.safetensors"), { v: tensor([1]), w: tensor([3]) });
  writeFileSync(join(folder, "old.pt"), Buffer.from("\x80\x02}q\x00.", "latin1"));
  writeFileSync(join(folder, "text.npz"), "nothing");
  const out = ["--out", "plane.npz"];
  for (const [args, message] of [
    [
      ["--through", "a.safetensors", "a.safetensors", "b.safetensors", ...out],
      'b.safetensors: tensor "w": (3), expected (2) as in a.safetensors',
    ],
    [
      ["--checkpoints", ...new Array(3).fill("a.safetensors"), ...out],
      "the checkpoints lie on one line",
    ],
    [["--weights", "old.pt", ...out], "safetensors.torch.save_file(torch.load"],
    [["--weights", "text.npz", ...out], "text.npz: no file of weights"],
    [["--weights", "a.safetensors", "--out", "plane.txt"], ".safetensors or .npz"],
    [["--weights", "a.safetensors"], "--out: missing"],
    [[...out], "expected one of --weights, --checkpoints and --through"],
  ] satisfies [string[], string][]) {
    const { status, stderr } = await inFolder(args);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  }
});
