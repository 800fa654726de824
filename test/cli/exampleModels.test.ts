import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { run, runProcess, temporaryFolder } from "./program.ts";

const python = process.env.LOSS_LANDSCAPE_PYTHON ?? "python3";
const imports = (module: string) =>
  spawnSync(python, ["-c", `import importlib.util as i; assert i.find_spec("${module}")`])
    .status === 0;
const hasNumpy = imports("numpy");
const hasR = spawnSync("Rscript", ["--version"]).status === 0;

const POINTS: [number, number][] = [
  [0, 0],
  [0.5, -0.5],
  [-1, 0.25],
];
const lines = (points: readonly unknown[]) =>
  points.map((point) => `${JSON.stringify(point)}\n`).join("");

/** What a worker of `examples/models` answers, line by line. */
async function answers(command: string, args: string[], input: string): Promise<unknown[]> {
  const [worker, ...rest] = args;
  const given = [resolve("examples/models", worker), ...rest];
  const { status, stdout, stderr } = await runProcess(command, given, { input });
  expect(status, stderr).toBe(0);
  const answered = String(stdout).trim().split("\n");
  return answered.map((line) => JSON.parse(line) as unknown);
}

/** A plane around a random network, with the names that numpy_worker.py knows and with PyTorch's. */
async function planes(): Promise<{ plain: string; torch: string }> {
  const cwd = temporaryFolder();
  const save = `
import numpy as n
r = n.random.RandomState(1)
n.savez("m.npz", w1=r.randn(16, 64) / 8, b1=r.randn(16) / 8, w2=r.randn(10, 16) / 4, b2=r.randn(10))`;
  expect(spawnSync(python, ["-c", save], { cwd }).status).toBe(0);
  const made = await run(["directions", "--weights", "m.npz", "--out", "plain.npz"], { cwd });
  expect(made.status, made.stderr).toBe(0);
  const rename = `
import numpy as n
names = {"w1": "0.weight", "b1": "0.bias", "w2": "2.weight", "b2": "2.bias"}
plane = n.load("plain.npz").items()
n.savez("torch.npz", **{part + "/" + names[name]: v for key, v in plane for part, name in [key.split("/")]})`;
  expect(spawnSync(python, ["-c", rename], { cwd }).status).toBe(0);
  return { plain: join(cwd, "plain.npz"), torch: join(cwd, "torch.npz") };
}

test.skipIf(!hasNumpy)("numpy_worker.py: the loss of a network that knows nothing", async () => {
  const cwd = temporaryFolder();
  const save =
    "import numpy as n; r = n.random.RandomState(1); n.savez('m.npz', w1=r.randn(8, 64) / 8, b1=n.zeros(8), w2=n.zeros((10, 8)), b2=n.zeros(10))";
  expect(spawnSync(python, ["-c", save], { cwd }).status).toBe(0);
  const made = await run(["directions", "--weights", "m.npz", "--out", "p.npz"], { cwd });
  expect(made.status).toBe(0);
  const losses = await answers(python, ["numpy_worker.py", join(cwd, "p.npz")], lines(POINTS));
  // The last layer is zero and so are its directions: every class is as likely.
  for (const loss of losses) expect(loss).toBeCloseTo(Math.log(10), 12);
  expect(losses).toHaveLength(POINTS.length);
});

test.skipIf(!hasNumpy || !imports("jax"))(
  "jax_worker.py: a batch and single points get the losses of numpy_worker.py",
  async () => {
    const { plain } = await planes();
    const expected = (await answers(python, ["numpy_worker.py", plain], lines(POINTS))) as number[];
    expect(new Set(expected).size).toBe(3);
    const input = lines([POINTS, POINTS.slice(1, 2), ...POINTS]);
    const [batch, one, ...single] = await answers(python, ["jax_worker.py", plain], input);
    expect(single).toHaveLength(3);
    const answered = [...(batch as number[]), ...(one as number[]), ...(single as number[])];
    const wanted = [...expected, expected[1], ...expected];
    answered.forEach((loss, k) => expect(loss).toBeCloseTo(wanted[k], 4));
  },
);

test.skipIf(!hasNumpy || !imports("torch"))(
  "pytorch_worker.py: the losses of numpy_worker.py",
  async () => {
    const { plain, torch } = await planes();
    const expected = await answers(python, ["numpy_worker.py", plain], lines(POINTS));
    const answered = await answers(python, ["pytorch_worker.py", torch], lines(POINTS));
    expect(answered).toHaveLength(3);
    answered.forEach((loss, k) => expect(loss).toBeCloseTo(expected[k] as number, 4));
  },
);

test.skipIf(!imports("sklearn"))(
  "sklearn_worker.py: the trained model has the lowest loss of training",
  async () => {
    const cwd = temporaryFolder();
    const worker = resolve("examples/models/sklearn_worker.py");
    const trained = await runProcess(python, [worker, "--train", "m.npz"], { cwd });
    expect(trained.status, trained.stderr).toBe(0);
    const made = await run(["directions", "--weights", "m.npz", "--out", "p.npz"], { cwd });
    expect(made.status, made.stderr).toBe(0);
    const args = ["sklearn_worker.py", join(cwd, "p.npz")];
    const losses = (await answers(python, args, lines(POINTS))) as Record<string, number>[];
    const [best, ...others] = losses;
    expect(best.train).toBeLessThan(0.1);
    expect(best.test).toBeGreaterThan(best.train);
    for (const { train } of others) expect(train).toBeGreaterThan(best.train);
  },
);

/** A network for two spirals whose output is its last bias. */
function safetensors(bias: number): Buffer {
  const shapes = { w1: [8, 2], b1: [8], w2: [1, 8], b2: [1] };
  const header: Record<string, unknown> = {};
  const values: number[] = [];
  for (const [name, shape] of Object.entries(shapes)) {
    const from = 8 * values.length;
    const count = shape.reduce((product, size) => product * size, 1);
    for (let k = 0; k < count; k++) values.push(name === "b2" ? bias : name === "w2" ? 0 : k / 9);
    header[name] = { dtype: "F64", shape, data_offsets: [from, 8 * values.length] };
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.from(Float64Array.from(values).buffer)]);
}

test("javascript_worker.js: with a last layer of zeros the bias alone makes the loss", async () => {
  const cwd = temporaryFolder();
  for (const [name, bias] of Object.entries({ a: 0, b: 1, c: -3 })) {
    writeFileSync(join(cwd, `${name}.safetensors`), safetensors(bias));
  }
  const models = ["a.safetensors", "b.safetensors", "c.safetensors"];
  const made = await run(["directions", "--through", ...models, "--out", "p.safetensors"], { cwd });
  expect(made.status, made.stderr).toBe(0);
  const args = ["javascript_worker.js", join(cwd, "p.safetensors")];
  const losses = await answers(process.execPath, args, lines(POINTS));
  POINTS.forEach(([x, y], k) => {
    const bias = x - 3 * y;
    expect(losses[k]).toBeCloseTo(Math.log1p(Math.exp(bias)) - bias / 2, 6);
  });
});

test.skipIf(!hasR)("r_worker.R: the error that nls reports for the orange trees", async () => {
  const points = [
    [728.7547, 353.5323],
    [728.7547, 453.5323],
    [628.7547, 353.5323],
    [728.7547, 0],
  ];
  const losses = await answers("Rscript", ["r_worker.R"], lines(points));
  // Residual standard error 23.37 on 32 degrees of freedom, over 35 measurements.
  expect(losses[0]).toBeCloseTo((23.37 ** 2 * 32) / 35, 0);
  expect(losses[1]).toBeGreaterThan(losses[0] as number);
  expect(losses[2]).toBeGreaterThan(losses[0] as number);
});
