import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./program.ts";

export const SMALL = { width: 400, height: 250, resolution: 8 };

export interface Report {
  summary: Record<string, number>;
  figures: {
    out: string;
    status: string;
    seconds: number;
    bytes?: number;
    sha256?: string;
    error?: string;
    notes?: string[];
  }[];
}

/** Draws a manifest in a folder; the report is read and removed. */
export async function batch(folder: string, manifest: unknown, ...args: string[]) {
  const text = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
  writeFileSync(join(folder, "figures.json"), text);
  const report = join(folder, "..", `${folder.split("/").pop()}-report.json`);
  // More processes only where they are what is asked about: each has to start.
  const jobs = args.includes("--jobs") ? [] : ["--jobs", "1"];
  const words = ["batch", "figures.json", "--report", report, ...jobs, ...args];
  const finished = await run(words, { cwd: folder });
  const read = existsSync(report)
    ? (JSON.parse(readFileSync(report, "utf8")) as Report)
    : { summary: {}, figures: [] };
  rmSync(report, { force: true });
  return { ...finished, report: read };
}

/** Of the pictures in a folder. */
export function digests(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const pictures = names.filter((name) => /\.(png|svg|pdf)$/.test(name)).sort();
  return Object.fromEntries(
    pictures.map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]),
  );
}
