import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NPZ } from "../../src/io/weights/npz.ts";
import { openWeights } from "../../src/io/weights/openWeights.ts";
import { PROGRAM, run, runProcess, temporaryFolder } from "./program.ts";

const python = process.env.LOSS_LANDSCAPE_PYTHON ?? "python3";
const hasNumpy = spawnSync(python, ["-c", "import numpy"]).status === 0;

function script(folder: string, text: string): string {
  return String(execFileSync(python, ["-c", `import numpy as np, json\n${text}`], { cwd: folder }));
}

function archive(width: 4 | 8, values: Float64Array, shape: number[]): Buffer {
  const blocks = () => [values.subarray(0, 5), values.subarray(5)];
  return Buffer.concat([...NPZ.chunks([{ name: "w", shape, width, blocks }])]);
}

test("a tensor is read in parts, as a whole, and again from its start", () => {
  const values = Float64Array.from({ length: 12 }, (_, k) => k / 4 - 1);
  for (const width of [4, 8] as const) {
    const file = join(temporaryFolder(), "w.npz");
    writeFileSync(file, archive(width, values, [3, 4]));
    const weights = openWeights(file);
    const [tensor] = weights.tensors;
    expect(tensor).toEqual({ name: "w", shape: [3, 4], count: 12, width });
    expect(weights.read(tensor, 2, 7)).toEqual(values.subarray(2, 7));
    for (let again = 0; again < 2; again++) {
      const parts = [weights.read(tensor, 0, 5), weights.read(tensor, 5, 12)];
      expect(parts).toEqual([values.subarray(0, 5), values.subarray(5)]);
    }
    expect(weights.read(tensor, 0, 12)).toEqual(values);
    weights.close();
  }
});

test("a number that changed on the disk, and an archive that is cut off, are errors", () => {
  const file = join(temporaryFolder(), "w.npz");
  const bytes = archive(8, new Float64Array(12).fill(1.5), [12]);
  const damaged = Buffer.from(bytes);
  damaged[bytes.indexOf("NUMPY") + 150] ^= 1;
  writeFileSync(file, damaged);
  const weights = openWeights(file);
  expect(() => weights.read(weights.tensors[0], 0, 12)).toThrow(/w\.npz: "w": damaged/);
  weights.close();
  writeFileSync(file, bytes.subarray(0, bytes.length - 30));
  expect(() => openWeights(file)).toThrow(/w\.npz: a ZIP archive without its end/);
});

test.skipIf(!hasNumpy)(
  "each filter of a direction has the norm that NumPy gives that filter of the weights",
  async () => {
    const folder = temporaryFolder();
    script(
      folder,
      `r = np.random.RandomState(7)
np.savez("model.npz", conv=r.randn(8, 3, 5, 5).astype("f4"), dense=r.randn(6, 40), bias=r.randn(6), dead=np.zeros((3, 4)), half=r.randn(4, 9).astype("f2"))`,
    );
    for (const normalize of ["filter", "layer"]) {
      const { status, stderr } = await run(
        ["directions", "--weights", "model.npz", "--normalize", normalize, "--out", "plane.npz"],
        { cwd: folder },
      );
      expect([status, stderr]).toEqual([0, ""]);
      const worst = script(
        folder,
        `m, p = np.load("model.npz"), np.load("plane.npz")
rows = lambda t: t.astype(float).reshape(len(t) if "${normalize}" == "filter" else 1, -1)
worst = 0
for name in m:
    w = m[name]
    assert (p["origin/" + name].astype(w.dtype) == w).all()
    for axis in "xy":
        d = p[axis + "/" + name]
        assert d.shape == w.shape and d.dtype == (np.float64 if w.dtype == np.float64 else np.float32), d.dtype
        expected = np.linalg.norm(rows(w), axis=1) if w.ndim > 1 else np.zeros(1)
        found = np.linalg.norm(rows(d), axis=1) if w.ndim > 1 else np.array([abs(d).max()])
        worst = max(worst, (abs(found - expected) / np.maximum(expected, 1)).max())
print(worst)`,
      );
      expect(Number(worst)).toBeLessThan(1e-6);
    }
  },
);

test.skipIf(!hasNumpy)(
  "fifty million weights in an NPZ file take less than 2 GB",
  { timeout: 300_000 },
  async () => {
    const folder = temporaryFolder();
    script(
      folder,
      `r = np.random.default_rng(0)
np.savez("large.npz", **{f"layer{k}": r.standard_normal((2500, 2500), dtype="f4") for k in range(8)})`,
    );
    const out = join(folder, "plane.npz");
    const peak = `import { readFileSync, writeFileSync } from "node:fs";
process.on("exit", () => writeFileSync("peak", /VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? ""));`;
    writeFileSync(join(folder, "peak.mjs"), peak);
    const { status, stdout, stderr } = await runProcess(
      process.execPath,
      ["--import", "./peak.mjs", PROGRAM, "directions", "--weights", "large.npz", "--out", out],
      { cwd: folder },
    );
    expect([status, stderr]).toEqual([0, ""]);
    expect(String(stdout)).toContain("50,000,000 in 8 tensors");
    const kilobytes = Number(readFileSync(join(folder, "peak"), "utf8"));
    expect(kilobytes).toBeGreaterThan(50_000);
    expect(kilobytes).toBeLessThan(2e6);
  },
);
