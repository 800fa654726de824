/* eslint-disable @typescript-eslint/no-require-imports -- CommonJS starts faster than modules do */
/* global require, module, __dirname */
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { constants, Script } = require("node:vm");

const FILE = join(__dirname, "..", "dist", "cli.js");
const CACHE = join(__dirname, "..", "dist", "cli.cache");

/**
 * Compiles the bundle. V8 takes its code from the cache where that was made by
 * the same version of Node, and compiles it anew otherwise.
 */
function loadProgram() {
  const script = new Script(readFileSync(FILE, "latin1"), {
    filename: FILE,
    cachedData: readCache(),
    importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const bundle = { exports: {} };
  script.runInThisContext()(bundle, bundle.exports, createRequire(FILE), FILE);
  return { script, ...bundle.exports };
}

function readCache() {
  try {
    return readFileSync(CACHE);
  } catch {
    return undefined;
  }
}

module.exports = { loadProgram, CACHE };
