import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const mount = (...args: string[]) => spawnSync("mount", args).status === 0;

/** Whether this user may mount a file system. */
export function canMount(): boolean {
  const folder = join("/tmp", `loss-landscape-mount-${process.pid}`);
  mkdirSync(folder);
  const isMounted = mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);
  if (isMounted) spawnSync("umount", [folder]);
  rmSync(folder, { recursive: true });
  return isMounted;
}

/** Makes a folder that is a file system of its own, of a size like `8k` or `1m`, until the test's end. */
export function mountDisk(folder: string, size: string): void {
  mkdirSync(folder);
  if (!mount("-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder)) throw new Error("cannot mount");
  onTestFinished(() => void spawnSync("umount", ["-l", folder]));
}

export function resizeDisk(folder: string, size: string): void {
  if (!mount("-o", `remount,size=${size}`, folder)) throw new Error("cannot mount again");
}
