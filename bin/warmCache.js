/* eslint-disable @typescript-eslint/no-require-imports */
/* global require, process */
// The last step of the build: draws a figure and keeps the code that V8 compiled for it.
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { keepCache } = require("./keepCache.js");
const { loadProgram } = require("./loadProgram.js");

async function warmCache() {
  // What ran once and long ago belongs in the cache too. The flag is taken back before the cache
  // is made, which is valid for equal flags only.
  setFlagsFromString("--no-flush-bytecode");
  const { script, places, runCommandLine } = loadProgram("");
  const folder = mkdtempSync(join(tmpdir(), "loss-landscape-"));
  const run = (...args) => runCommandLine([...args, "--quiet"]);
  try {
    const grids = join(folder, "grids.json");
    await run("grid", "--out", grids);
    // Without node-canvas, or with one that does not load, what needs none is cached.
    const status = await run("render", "--from", grids, "--out", join(folder, "a.png"));
    if (status === 0) await run("render", "--explain", "--out", join(folder, "b.png"));
    setFlagsFromString("--flush-bytecode");
    keepCache(script, places[0]);
  } finally {
    rmSync(folder, { recursive: true });
    process.exitCode = 0;
  }
}

void warmCache();
