import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROGRAM, temporaryFolder } from "./program.ts";

const COUNT = Number(process.env.MEMORY_FIGURES ?? 48);
/** A canvas of one of the figures has 3.6 MB. */
const FIGURE = { width: 400, height: 250, scale: 3, resolution: 12, descent: "gd", contours: 5 };
/** What the collector may leave lying about, whatever the number of figures. */
const MOST_GROWTH = 40;

/** The memory of a process and of those that it started, in megabytes; 0 of one that ended. */
function residentMemory(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1");
    const own = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    const others = children.split(" ").filter(Boolean).map(Number).map(residentMemory);
    return own + others.reduce((sum, each) => sum + each, 0);
  } catch {
    return 0;
  }
}

test.skipIf(!existsSync("/proc/self/task"))(
  "a batch takes no more memory for its last figures than for its first",
  async () => {
    const cwd = temporaryFolder();
    const figures = Array.from({ length: COUNT }, (_, seed) => ({
      ...{ ...FIGURE, seed, out: `${seed}.png`, theme: seed % 2 === 0 ? "light" : "dark" },
    }));
    writeFileSync(join(cwd, "m.json"), JSON.stringify(figures));
    const args = [PROGRAM, "batch", "m.json", "--jobs", "1"];
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
    /** The memory as each figure was done. */
    const memory: number[] = [];
    let unread = "";
    child.stderr.on("data", (chunk: Buffer) => {
      const lines = (unread + chunk.toString()).split("\n");
      unread = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("drawn ")) memory.push(residentMemory(child.pid ?? 0));
      }
    });
    const [status] = (await once(child, "close")) as [number | null];
    expect(status).toBe(0);
    expect(memory).toHaveLength(COUNT);
    const third = Math.floor(COUNT / 3);
    const most = (from: number, to: number) => Math.max(...memory.slice(from, to));
    const growth = most(2 * third, COUNT) - most(third, 2 * third);
    expect(most(third, 2 * third)).toBeGreaterThan(50);
    expect(growth, memory.map(Math.round).join(" ")).toBeLessThan(MOST_GROWTH);
  },
);
