/* eslint-disable @typescript-eslint/no-require-imports */
/* global require, __dirname */
// Builds what an installation from a repository lacks; a clone that is built already stays as it is.
const { execSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const cwd = join(__dirname, "..");
if (!existsSync(join(cwd, "dist", "cli.js"))) {
  execSync("npm run build --silent", { cwd, stdio: "inherit" });
}
