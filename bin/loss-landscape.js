#!/usr/bin/env node
import("../dist/cli.js").catch((error) => {
  const isMissing = error.code === "ERR_MODULE_NOT_FOUND" && /dist.cli\.js/.test(error.message);
  const message = isMissing
    ? "not built yet; run bin/setup first"
    : `internal error: ${error.message}`;
  process.stderr.write(`loss-landscape: ${message}\n`);
  process.exitCode = 1;
});
