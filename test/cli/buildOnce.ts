import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Builds the program that the command line's tests run, where the sources are newer than it. */
export default function buildOnce(): void {
  if (!isOlderThanSources("dist/cli.js")) return;
  execFileSync(process.execPath, ["esbuild.config.js"], { stdio: "inherit" });
}

/** Whether a file that is made of the sources is missing, or one of them was changed since. */
export function isOlderThanSources(file: string): boolean {
  const made = existsSync(file) ? statSync(file).mtimeMs : 0;
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" });
  return [...sources.map((name) => join("src", name)), "package.json"].some(
    (name) => statSync(name).mtimeMs > made,
  );
}
