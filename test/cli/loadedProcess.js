import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import process from "node:process";
import { Readable } from "node:stream";

// A process that has the program loaded and runs one command line after another: what each prints,
// writes and returns, without the start that a process of its own would take.

const require = createRequire(import.meta.url);
const { runCommandLine } = require("../../bin/loadProgram.js").loadProgram("");
const environment = { ...process.env };
const folder = process.cwd();
process.setMaxListeners(0);
process.on("disconnect", () => process.exit());

process.on("message", ({ args, cwd = folder, input = "", env }) => {
  process.chdir(cwd);
  process.env = { ...environment, ...env };
  const chunks = input.length > 0 ? [Buffer.from(input)] : [];
  Object.defineProperty(process, "stdin", { value: Readable.from(chunks), configurable: true });
  void runCommandLine(args).then((status) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
    process.chdir(folder);
    process.send(status);
  });
});
