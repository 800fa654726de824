import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { canMount, mountDisk, resizeDisk } from "./disk.ts";
import { run, runAlone, temporaryFolder } from "./program.ts";

const hasMount = canMount();
const isWhole = (file: string) => readFileSync(file).subarray(-8, -4).toString() === "IEND";

describe.skipIf(!hasMount)("on a file system of a megabyte", () => {
  test("render says that the disk is full, keeps the picture that was there and leaves nothing else", async () => {
    const disk = join(temporaryFolder(), "disk");
    mountDisk(disk, "1m");
    const fig = join(disk, "fig.png");
    const small = ["render", "--width", "500", "--height", "400", "--out", fig];
    expect((await run(small)).status).toBe(0);
    const before = readFileSync(fig);

    const large = ["render", "--quiet", "--scale", "3", "--out", fig];
    const { status, stderr } = await runAlone(large);
    expect([status, stderr]).toEqual([
      1,
      `loss-landscape: cannot write ${fig}: the disk is full\n`,
    ]);
    expect(readdirSync(disk)).toEqual(["fig.png"]);
    expect(readFileSync(fig).equals(before)).toBe(true);

    resizeDisk(disk, "8m");
    expect((await run(large)).status).toBe(0);
    expect(isWhole(fig)).toBe(true);
  });

  test("grid says that the disk is full and leaves nothing", async () => {
    const disk = join(temporaryFolder(), "disk");
    mountDisk(disk, "1m");
    const file = join(disk, "grid.json");
    const { status, stderr } = await runAlone(["grid", "--resolution", "300", "--out", file]);
    expect(status).toBe(1);
    expect(stderr).toContain(`loss-landscape: cannot write ${file}: the disk is full\n`);
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(disk)).toEqual([]);
  });

  test("a batch draws what has room, names what has none, and goes on when there is", async () => {
    const folder = temporaryFolder();
    const disk = join(folder, "disk");
    mountDisk(disk, "1m");
    const manifest = join(folder, "m.json");
    const figures = Array.from({ length: 8 }, (_, seed) => ({
      ...{ out: `${seed}.png`, seed, width: 900, height: 500 },
    }));
    writeFileSync(manifest, JSON.stringify(figures));
    const args = ["batch", manifest, "--out-dir", disk];
    const { status, stderr } = await run(args);
    expect(status).toBe(1);
    const drawn = readdirSync(disk);
    expect(drawn.length).toBeGreaterThan(0);
    for (const name of drawn) expect(isWhole(join(disk, name)), name).toBe(true);
    const failed = figures.map(({ out }) => out).filter((out) => !drawn.includes(out));
    expect(failed.length).toBeGreaterThan(0);
    for (const out of failed) {
      const message = `cannot write ${join(disk, out)}: the disk is full`;
      expect(stderr).toContain(`failed     ${out}: ${message}\n`);
    }

    resizeDisk(disk, "4m");
    const again = await run([...args, "--skip-unchanged"]);
    expect(again.status).toBe(0);
    expect(again.stderr).toContain(`8 figures: ${failed.length} drawn, ${drawn.length} unchanged`);
    expect(readdirSync(disk)).toHaveLength(8);
  });
});

test.skipIf(hasMount)("no file system may be mounted: full disks are not tested", () => {});
