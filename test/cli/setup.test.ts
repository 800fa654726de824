import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProcess, temporaryFolder, type Finished } from "./program.ts";

/** What bin/setup calls on every system. */
const USUAL = ["sh", "cksum", "cat", "mkdir", "tail", "rm", "dirname", "find", "head", "tr", "env"];

/**
 * Runs bin/setup in a clone whose packages are installed and whose node-canvas is not, by a user who
 * is not root, on a system that has the given programs and no compiler.
 */
function runSetup(programs: Record<string, string>): Promise<Finished> {
  const clone = temporaryFolder();
  const path = join(clone, "path");
  for (const folder of ["bin", "path", "node_modules/canvas"]) {
    mkdirSync(join(clone, folder), { recursive: true });
  }
  copyFileSync("bin/setup", join(clone, "bin/setup"));
  copyFileSync("package-lock.json", join(clone, "package-lock.json"));
  for (const name of USUAL) {
    symlinkSync(spawnSync("which", [name]).stdout.toString().trim(), join(path, name));
  }
  symlinkSync(process.execPath, join(path, "node"));
  const scripts = { npm: "exit 0", id: "echo 1000", uname: "echo Linux", ...programs };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  return runProcess(join(clone, "bin/setup"), [], { cwd: clone, env: { PATH: path } });
}

test.each([
  [
    "Debian without sudo",
    { "apt-get": "exit 1" },
    /this user may not install packages; ask an administrator to run this, then run bin\/setup again: apt-get install .*libcairo2-dev/,
  ],
  [
    "Debian where sudo asks for a password",
    { "apt-get": "exit 1", sudo: "exit 1" },
    /ask an administrator to run this.*: apt-get install /,
  ],
  [
    "Alpine",
    { apk: "exit 1" },
    /run this \(as root .*\), then bin\/setup again: apk add .*cairo-dev/,
  ],
  ["Fedora", { dnf: "exit 1" }, /run this .*: dnf install -y gcc-c\+\+ .*cairo-devel/],
  ["Arch", { pacman: "exit 1" }, /run this .*: pacman -S --needed base-devel .*cairo/],
  ["macOS", { uname: "echo Darwin" }, /run this .*: brew install pkg-config cairo pango/],
  [
    "another system",
    {},
    /install a C\+\+ compiler, make, python3, pkg-config and the headers of cairo/,
  ],
] as const)("bin/setup says what to ask for on %s", async (_, programs, message) => {
  const { status, stdout, stderr } = await runSetup(programs);
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stdout.toString().trim().split("\n")).toEqual([
    "setup: installing the npm packages",
    "setup: looking for a prebuilt node-canvas",
  ]);
});
