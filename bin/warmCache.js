/* eslint-disable @typescript-eslint/no-require-imports */
/* global require, process */
// The last step of the build: draws a figure and keeps the code that V8 compiled for it.
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { CACHE, loadProgram } = require("./loadProgram.js");

async function warmCache() {
  // What ran once and long ago belongs in the cache too. The flag is taken back before the cache
  // is made, which is valid for equal flags only.
  setFlagsFromString("--no-flush-bytecode");
  const { script, runCommandLine } = loadProgram();
  const folder = mkdtempSync(join(tmpdir(), "loss-landscape-"));
  try {
    const grids = join(folder, "grids.json");
    await runCommandLine(["grid", "--quiet", "--out", grids]);
    await runCommandLine(["render", "--from", grids, "--quiet", "--out", join(folder, "a.png")]);
    await runCommandLine(["render", "--explain", "--quiet", "--out", join(folder, "b.png")]);
    setFlagsFromString("--flush-bytecode");
    writeFileSync(CACHE, script.createCachedData());
  } finally {
    rmSync(folder, { recursive: true });
    process.exitCode = 0;
  }
}

void warmCache();
