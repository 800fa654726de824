#!/usr/bin/env node
/* eslint-disable @typescript-eslint/no-require-imports */
/* global require, process */
const { loadProgram } = require("./loadProgram.js");

/** @returns {{ runCommandLine: (args: string[]) => Promise<number> } | undefined} */
function load() {
  try {
    return loadProgram();
  } catch (error) {
    const isMissing = error.code === "ENOENT";
    const reason = isMissing ? "not built yet; run bin/setup first" : error.message;
    process.stderr.write(`loss-landscape: ${reason}\n`);
    process.exitCode = 1;
  }
}

load()
  ?.runCommandLine(process.argv.slice(2))
  .then((status) => {
    process.exitCode = status;
  });
