import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Builds the program that the command line's tests run, where the sources are newer than it. */
export default function buildOnce(): void {
  const built = existsSync("dist/cli.js") ? statSync("dist/cli.js").mtimeMs : 0;
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" });
  const isOld = [...sources.map((name) => join("src", name)), "package.json"].some(
    (name) => statSync(name).mtimeMs > built,
  );
  if (isOld) execFileSync(process.execPath, ["esbuild.config.js"], { stdio: "inherit" });
}
