#!/usr/bin/env node
/* eslint-disable @typescript-eslint/no-require-imports */
/* global require, process */
const { loadProgram } = require("./loadProgram.js");

function load() {
  try {
    return loadProgram(process.argv[2] ?? "");
  } catch (error) {
    const isMissing = error.code === "ENOENT";
    const reason = isMissing ? "not built yet; run bin/setup first" : error.message;
    process.stderr.write(`loss-landscape: ${reason}\n`);
    process.exitCode = 1;
  }
}

const program = load();
program?.runCommandLine(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
  if (status === 0 && program.missingCache) {
    require("./keepCache.js").keepCache(program.script, program.missingCache);
  }
});
