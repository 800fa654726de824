import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, runProcess, temporaryFolder } from "./program.ts";

/** What bash offers after a command line; the last word is the one being typed. */
async function completions(...words: string[]): Promise<string[]> {
  const folder = temporaryFolder();
  const { stdout: script } = await run(["completion", "bash"]);
  writeFileSync(join(folder, "completion.sh"), script);
  const { stdout, stderr } = await runProcess(
    "bash",
    [
      "--norc",
      "-c",
      'source "$0"; complete -p loss-landscape | grep -q _loss_landscape || exit 9; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _loss_landscape; printf "%s\\n" "${COMPREPLY[@]}"',
      join(folder, "completion.sh"),
      "loss-landscape",
      ...words,
    ],
    { cwd: folder },
  );
  expect(stderr).toBe("");
  return stdout.toString().split("\n").filter(Boolean);
}

test("bash completes commands", async () => {
  expect(await completions("")).toEqual(
    expect.arrayContaining(["render", "grid", "describe", "batch", "completion", "--help"]),
  );
  expect(await completions("de")).toEqual(["describe"]);
});

test("bash completes a command's own options", async () => {
  expect(await completions("render", "--col")).toEqual(["--colormap", "--colorbar"]);
  expect(await completions("grid", "--col")).toEqual([]);
  expect(await completions("batch", "--sk")).toEqual(["--skip-unchanged"]);
  expect(await completions("render", "--no")).toEqual(["--noise", "--no-legend", "--no-metadata"]);
});

test("bash completes values, also within a list", async () => {
  expect(await completions("grid", "--rng", "")).toEqual(["numpy", "seedrandom"]);
  expect(await completions("render", "--colormap", "vir")).toEqual(["viridis"]);
  expect(await completions("render", "--colormap", "plasma,vir")).toEqual(["plasma,viridis"]);
  expect(await completions("render", "--scalers", "none,m")).toEqual([
    "none,minmax",
    "none,maxabs",
  ]);
  expect(await completions("completion", "f")).toEqual(["fish"]);
});

test("bash leaves files to its own completion", async () => {
  expect(await completions("render", "--out", "")).toEqual([]);
  expect(await completions("batch", "")).toEqual([]);
});

test("zsh and fish scripts name every command and every option", async () => {
  const { stdout: help } = await run(["render", "--help", "all"]);
  const options = [...help.toString().matchAll(/^ {2}--([a-z0-9-]+)/gm)].map(([, name]) => name);
  expect(options.length).toBeGreaterThan(40);
  const zsh = (await run(["completion", "zsh"])).stdout.toString();
  const fish = (await run(["completion", "fish"])).stdout.toString();
  for (const name of options) {
    expect(zsh).toContain(`'--${name}[`);
    expect(fish).toContain(`__fish_seen_subcommand_from render" -l ${name} `);
  }
  expect(zsh.startsWith("#compdef loss-landscape\n")).toBe(true);
});
