import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { PROGRAM, runProcess, temporaryFolder } from "./program.ts";

const CLUSTER = resolve("examples/cluster");

test("a Slurm array fills one folder, and draw.sh draws from it", async () => {
  const folder = temporaryFolder();
  const loss = join(folder, "loss.mjs");
  writeFileSync(
    loss,
    `import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  appendFileSync(${JSON.stringify(join(folder, "asked.txt"))}, "x");
  const [x, y] = JSON.parse(line);
  console.log(0.01 + x * x + 10 * (y - x * x) ** 2);
}`,
  );
  const env = {
    LOSS_LANDSCAPE: `${process.execPath} ${PROGRAM}`,
    LOSS: `${process.execPath} ${loss}`,
    JOURNAL: join(folder, "journal"),
  };
  const tasks = await Promise.all(
    ["1", "2", "3"].map((id) =>
      runProcess("bash", [join(CLUSTER, "slurm.sh")], {
        cwd: folder,
        env: { ...env, SLURM_ARRAY_TASK_ID: id, SLURM_ARRAY_TASK_COUNT: "3" },
      }),
    ),
  );
  expect(tasks.map(({ status }) => status)).toEqual([0, 0, 0]);
  const answered = () => readFileSync(join(folder, "asked.txt"), "utf8").length;
  expect(answered()).toBe(51 * 51);
  for (const shard of [1, 2, 3]) {
    expect(readdirSync(env.JOURNAL).join(" ")).toContain(`shard-${shard}-of-3-worker-`);
  }
  const { status, stderr } = await runProcess("bash", [join(CLUSTER, "draw.sh")], {
    cwd: folder,
    env,
  });
  expect([status, stderr]).toEqual([0, ""]);
  expect(answered()).toBe(51 * 51);
  expect(existsSync(join(folder, "surface.png"))).toBe(true);
});
