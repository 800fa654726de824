import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { run } from "./program.ts";

test("--version prints the package's version", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const { status, stdout, stderr } = await run(["--version"]);
  expect([status, stdout.toString(), stderr]).toEqual([0, `${version}\n`, ""]);
});

test("--help names the commands and shows examples", async () => {
  const { status, stdout } = await run(["--help"]);
  expect(status).toBe(0);
  for (const word of [
    "render",
    "grid",
    "describe",
    "batch",
    "directions",
    "evaluate",
    "completion",
    "Examples:",
  ]) {
    expect(stdout.toString()).toContain(word);
  }
});

test("a command's options stand under headings, in order", async () => {
  const { stdout } = await run(["render", "--help"]);
  const headings = stdout.toString().match(/^[A-Z][a-z]+:$/gm);
  expect(headings).toEqual([
    "Data:",
    "Model:",
    "Window:",
    "Descent:",
    "Picture:",
    "Output:",
    "Options:",
    "Examples:",
  ]);
});

test.each(["render", "grid", "describe", "batch", "directions", "evaluate", "completion"])(
  "every example of %s --help starts with a command line",
  async (command) => {
    const { status, stdout } = await run([command, "--help"]);
    expect(status).toBe(0);
    expect(stdout.toString()).toMatch(/Examples:\n {2}.*loss-landscape/);
  },
);
