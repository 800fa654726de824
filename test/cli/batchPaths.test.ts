import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { batch, digests, SMALL } from "./batching.ts";
import { PROGRAM, runProcess, temporaryFolder } from "./program.ts";

test("paths stay in the manifest's folder, links followed, unless --allow-outside", async () => {
  const outer = temporaryFolder();
  const folder = join(outer, "inner");
  mkdirSync(folder);
  const elsewhere = join(outer, "elsewhere");
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(folder, "link"));
  writeFileSync(join(elsewhere, "t.csv"), "a,b,y\n1,2,3\n2,1,5\n4,5,9\n");
  const manifest = [
    { ...SMALL, out: "../up.png" },
    { ...SMALL, out: join(outer, "absolute.png") },
    { ...SMALL, out: "link/linked.png" },
    { ...SMALL, out: "data.png", data: "../elsewhere/t.csv" },
    { ...SMALL, out: "from.png", from: ["link/t.csv"] },
    { ...SMALL, out: "sub/../fine.png" },
  ];
  const inside = await batch(folder, manifest);
  expect(inside.report.figures.map(({ error }) => /leads out of/.test(error ?? ""))).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(Object.keys(digests(outer))).toEqual(["inner/fine.png"]);

  const outside = await batch(folder, manifest.slice(0, 4), "--allow-outside");
  expect(outside.status, outside.stderr).toBe(0);
  expect(Object.keys(digests(outer))).toEqual([
    "absolute.png",
    "elsewhere/linked.png",
    "inner/data.png",
    "inner/fine.png",
    "inner/link/linked.png",
    "up.png",
  ]);
});

test("--out-dir is the figures' folder; data stay relative to the manifest", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "t.csv"), "a,b,y\n1,2,3\n2,1,5\n4,5,9\n");
  const manifest = [
    { ...SMALL, out: "a.png", data: "t.csv" },
    { ...SMALL, out: "../b.png" },
  ];
  const { report } = await batch(folder, manifest, "--out-dir", "figures");
  expect(report.figures.map(({ status }) => status)).toEqual(["drawn", "failed"]);
  expect(readdirSync(join(folder, "figures"))).toEqual(["a.png"]);
});

test("a figure that cannot be written fails alone", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "taken.png"));
  writeFileSync(join(folder, "file"), "");
  const figures = ["taken.png", "file/a.png", "b.png"].map((out) => ({ ...SMALL, out }));
  const { status, report } = await batch(folder, figures);
  expect(status).toBe(1);
  expect(report.figures.map(({ status }) => status)).toEqual(["failed", "failed", "drawn"]);
  expect(report.figures[0].error).toMatch(/taken\.png: it is a folder$/);
});

test("of two figures with one file the second fails", async () => {
  const folder = temporaryFolder();
  const figures = ["a.png", "./x/../a.png", "b.png"].map((out) => ({ ...SMALL, out }));
  const { status, report } = await batch(folder, figures);
  expect(status).toBe(1);
  expect(report.figures.map(({ status }) => status)).toEqual(["drawn", "failed", "drawn"]);
  expect(report.figures[1].error).toMatch(/a\.png is the file of figures\[0\] already/);
});

test("an empty sweep and a named pipe are the figure's own failures", async () => {
  const folder = temporaryFolder();
  await runProcess("mkfifo", [join(folder, "pipe.png")]);
  const { status, report } = await batch(
    folder,
    [
      { ...SMALL, out: "{seed}.png", sweep: { seed: [] } },
      { ...SMALL, out: "pipe.png" },
      { ...SMALL, out: "good.png" },
    ],
    "--skip-unchanged",
  );
  expect(status).toBe(1);
  expect(report.figures.map(({ status: each }) => each)).toEqual(["failed", "failed", "drawn"]);
  expect(report.figures[0].error).toBe("sweep.seed: no values, expected at least one");
  expect(report.figures[1].error).toMatch(/cannot write .*pipe\.png: it is a named pipe/);
});

test("from a folder that was deleted the reason is told", async () => {
  const folder = temporaryFolder();
  const script = `rmdir "$PWD"; echo '[]' | "$0" "$1" batch -`;
  const { status, stderr } = await runProcess("sh", ["-c", script, process.execPath, PROGRAM], {
    cwd: folder,
  });
  expect(status).toBe(1);
  expect(stderr).toBe("loss-landscape: cannot read the current folder: it was deleted\n");
});
