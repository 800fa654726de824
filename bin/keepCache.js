/* eslint-disable @typescript-eslint/no-require-imports */
/* global require, module, process */
const { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { basename, dirname, join } = require("node:path");

const DIGEST = /-[0-9a-f]{16}-/;

/**
 * Writes what V8 compiled, whole or not at all, and removes what older programs left for the same
 * command. A folder that cannot be written leaves the next start as slow as this one.
 *
 * @param {import("node:vm").Script} script
 * @param {string} file
 */
function keepCache(script, file) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const folder = dirname(file);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, script.createCachedData(), { mode: 0o600 });
    renameSync(temporary, file);
    const own = basename(file);
    const ofOthers = (name) =>
      name !== own && name.replace(DIGEST, "-") === own.replace(DIGEST, "-");
    for (const name of readdirSync(folder).filter(ofOthers)) rmSync(join(folder, name));
  } catch {
    rmSync(temporary, { force: true });
  }
}

module.exports = { keepCache };
