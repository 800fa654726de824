/* eslint-disable @typescript-eslint/no-require-imports -- CommonJS starts faster than modules do */
/* global require, module, process, __dirname */
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { Script } = require("node:vm");

const DIST = join(__dirname, "..", "dist");
const FILE = join(DIST, "cli.js");
const DIGEST = /^\/\*([0-9a-f]+)\*\//;

/**
 * Compiles the bundle, or takes its compiled code from a cache: the one that the build left, or else
 * the one that an earlier run of the same command left in the user's folder for caches. A cache's name
 * holds the digest of the bundle and the version of Node, because V8 compares little more than lengths.
 *
 * @param {string} command the first word of the command line
 */
function loadProgram(command) {
  const text = readFileSync(FILE, "latin1");
  const name = cacheName(text);
  const places = name ? [join(DIST, name), ...userPlaces(name, command)] : [];
  const script = new Script(text, { filename: FILE, cachedData: readFirst(places) });
  const bundle = { exports: {} };
  // Node's own modules without its loader of modules, which takes milliseconds to start.
  const importModule = async (specifier) => {
    if (specifier.startsWith("node:")) return require(specifier);
    return import(specifier.startsWith("./") ? pathToFileURL(join(DIST, specifier)) : specifier);
  };
  script.runInThisContext()(bundle, bundle.exports, createRequire(FILE), importModule, FILE);
  const isCached = script.cachedDataRejected !== undefined;
  return { ...bundle.exports, script, places, missingCache: isCached ? undefined : places[1] };
}

function cacheName(text) {
  const digest = DIGEST.exec(text.slice(0, 100))?.[1];
  return digest && `cli-${digest}-${process.version}-${process.arch}.cache`;
}

/** Nothing where the environment names no home, or wants no caches. */
function userPlaces(name, command) {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME, NODE_DISABLE_COMPILE_CACHE } = process.env;
  if (NODE_DISABLE_COMPILE_CACHE || !/^[a-z]+$/.test(command)) return [];
  const folder = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, ".cache"));
  return folder ? [join(folder, "loss-landscape", `${command}-${name}`)] : [];
}

function readFirst(files) {
  for (const file of files) {
    try {
      return readFileSync(file);
    } catch {
      // The next one may be there.
    }
  }
  return undefined;
}

module.exports = { loadProgram, DIST };
