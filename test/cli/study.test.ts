import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { decodePng } from "../render/decodePng.ts";
import { PROGRAM, runProcess, temporaryFolder } from "./program.ts";

const STUDY = resolve("examples/models/skip_connections");

test("the study's journals hold all that its commands ask for, and its picture is theirs", async () => {
  const cwd = join(temporaryFolder(), "study");
  cpSync(STUDY, cwd, { recursive: true });
  mkdirSync(join(cwd, "run"), { recursive: true });
  // Without the training: a worker that were started would fail.
  const script = readFileSync(join(STUDY, "study.sh"), "utf8")
    .split("\n")
    .filter((line) => !/network\.py train|\$tool directions/.test(line))
    .join("\n");
  expect(script.match(/\$tool/g)).toHaveLength(2);
  writeFileSync(join(cwd, "study.sh"), script);
  writeFileSync(join(cwd, "python3"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const { status, stderr } = await runProcess("sh", ["study.sh"], {
    cwd,
    env: {
      PATH: `${cwd}:${process.env.PATH}`,
      LOSS_LANDSCAPE: `${process.execPath} ${PROGRAM}`,
    },
  });
  expect(status, stderr).toBe(0);
  const counts = Array.from(stderr.matchAll(/note: (\d+) of 1,681 points are evaluated/g));
  const readme = readFileSync(resolve("examples/models/README.md"), "utf8").replaceAll("\n", " ");
  const said = /Of 1,681 points on each surface (\d+) and (\d+) were evaluated/.exec(readme);
  expect(counts.map(([, count]) => count)).toEqual(said?.slice(1));

  const [drawn, kept] = [cwd, STUDY].map((folder) =>
    decodePng(readFileSync(join(folder, "surfaces.png"))),
  );
  expect([drawn.width, drawn.height]).toEqual([kept.width, kept.height]);
  const difference = drawn.pixels.reduce((sum, value, k) => {
    return sum + Math.abs(value - kept.pixels[k]);
  }, 0);
  // The renderer may have changed a line since; another surface or path changes far more.
  expect(difference / drawn.pixels.length).toBeLessThan(1.5);
});
