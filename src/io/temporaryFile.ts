import { promises as files } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { errorCode } from "./fileError.ts";

const NAME = /^\.loss-landscape-(.*)-(\d+)-[0-9a-z]+\.tmp$/;
const DAY = 86_400_000;

/** Machines may share a folder, and their process numbers may be the same. */
export function temporaryName(): string {
  const random = [Math.random(), Math.random()].map((part) => part.toString(36).slice(2)).join("");
  return `.loss-landscape-${machineName()}-${process.pid}-${random}.tmp`;
}

/**
 * Removes what processes that were killed while they wrote left in a folder:
 * unfinished files of this machine whose process is gone, and those of others
 * that nobody has written to for a day.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await files.readdir(folder).catch(() => []);
  for (const name of names) {
    const [, machine, processNumber] = NAME.exec(name) ?? [];
    if (machine === undefined) continue;
    const path = join(folder, name);
    const isOurs = machine === machineName();
    const isLeft = isOurs ? !isRunning(Number(processNumber)) : await isOlderThan(path, DAY);
    if (isLeft) await files.rm(path, { force: true }).catch(() => {});
  }
}

function machineName(): string {
  return hostname().replace(/\W/g, "_").slice(0, 40);
}

function isRunning(processNumber: number): boolean {
  try {
    process.kill(processNumber, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

async function isOlderThan(path: string, milliseconds: number): Promise<boolean> {
  const stats = await files.stat(path).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > milliseconds;
}
