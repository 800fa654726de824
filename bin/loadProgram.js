/* eslint-disable @typescript-eslint/no-require-imports -- CommonJS starts faster than modules do */
/* global require, module, __dirname */
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { Script } = require("node:vm");

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
  });
  const bundle = { exports: {} };
  const importModule = (name) => import(name);
  script.runInThisContext()(bundle, bundle.exports, createRequire(FILE), importModule, FILE);
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
