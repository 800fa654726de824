import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { run, runProcess, temporaryFolder } from "./program.ts";

const python = process.env.LOSS_LANDSCAPE_PYTHON ?? "python3";
const hasNumpy = spawnSync(python, ["-c", "import numpy"]).status === 0;

test.skipIf(!hasNumpy)("the NumPy worker answers a number for each point", async () => {
  const cwd = temporaryFolder();
  const save =
    "import numpy as n; r = n.random.RandomState(1); n.savez('m.npz', w1=r.randn(8, 64) / 8, b1=n.zeros(8), w2=n.zeros((10, 8)), b2=n.zeros(10))";
  expect(spawnSync(python, ["-c", save], { cwd }).status).toBe(0);
  const made = await run(["directions", "--weights", "m.npz", "--out", "p.npz"], { cwd });
  expect(made.status).toBe(0);
  const worker = resolve("examples/models/numpy_worker.py");
  const { status, stdout } = await runProcess(python, [worker, join(cwd, "p.npz")], {
    input: "[0, 0]\n[0.5, -0.5]\n",
  });
  expect(status).toBe(0);
  const answers = String(stdout).trim().split("\n").map(Number);
  // The last layer is zero and so are its directions: every class is as likely.
  expect(answers[0]).toBeCloseTo(Math.log(10), 12);
  expect(answers[1]).toBeCloseTo(Math.log(10), 12);
});
