import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { removeLeftovers, temporaryName } from "../../src/io/temporaryFile.ts";
import { writeOutput } from "../../src/io/writeOutput.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "write-output-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("writeOutput", () => {
  test("writes text and bytes and counts them", async () => {
    const path = join(folder, "a.txt");
    expect(await writeOutput(path, ["é", Uint8Array.of(65, 66)])).toBe(4);
    expect(readFileSync(path, "utf8")).toBe("éAB");
    expect(readdirSync(folder)).toEqual(["a.txt"]);
  });

  test("keeps the old file, and nothing else, when the chunks fail", async () => {
    const path = join(folder, "a.txt");
    writeFileSync(path, "old");
    async function* broken() {
      yield "new";
      throw new Error("no more");
    }
    await expect(writeOutput(path, broken())).rejects.toThrow("no more");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["a.txt"]);
  });

  test("replaces what a symbolic link points to and keeps the file's mode", async () => {
    const path = join(folder, "a.txt");
    const link = join(folder, "link");
    writeFileSync(path, "old");
    chmodSync(path, 0o640);
    symlinkSync(path, link);
    await writeOutput(link, ["new"]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test("writes into a device and leaves it one", async () => {
    expect(await writeOutput("/dev/null", ["abc"])).toBe(3);
    expect(statSync("/dev/null").isFile()).toBe(false);
  });

  test("leaves signals to the program", async () => {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    const counts = () => signals.map((signal) => process.listenerCount(signal));
    const before = counts();
    async function* watched() {
      expect(counts()).toEqual(before);
      yield "a";
    }
    await writeOutput(join(folder, "a.txt"), watched());
  });

  test("says in plain words why it cannot write", async () => {
    writeFileSync(join(folder, "file"), "");
    const failures: [string, string][] = [
      [join(folder, "none", "fig.png"), "no such folder"],
      [join(folder, "file", "fig.png"), "a part of the path is not a folder"],
      [folder, "it is a folder"],
      [join(folder, "x".repeat(300)), "the name is too long"],
      [join(folder, "\0"), "the path holds a zero byte"],
      ["/dev/full", "the disk is full"],
    ];
    for (const [path, reason] of failures) {
      await expect(writeOutput(path, ["abc"])).rejects.toThrow(`cannot write ${path}: ${reason}`);
    }
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  test("of unfinished files removes those whose process is gone, and old ones of other machines", async () => {
    const gone = spawn(process.execPath, ["-e", ""]);
    await once(gone, "exit");
    const own = temporaryName();
    const [left, running] = [gone.pid ?? 0, process.ppid].map((processNumber) =>
      own.replace(`-${process.pid}-`, `-${processNumber}-`),
    );
    const [fresh, old] = ["a", "b"].map((end) => `.loss-landscape-elsewhere-1-${end}.tmp`);
    const names = [own, running, fresh, ".loss-landscape-notes.tmp", "fig.png"];
    for (const name of [left, old, ...names]) writeFileSync(join(folder, name), "");
    utimesSync(join(folder, old), 0, 0);
    await removeLeftovers(folder);
    expect(readdirSync(folder).sort()).toEqual(names.sort());
    await removeLeftovers(join(folder, "none"));
  });

  const endless = `
    import { writeResult } from ${JSON.stringify(new URL("../../src/cli/output.ts", import.meta.url))};
    async function* endless() {
      yield "first\\n";
      process.stderr.write("writing");
      for (;;) {
        await new Promise((resume) => setTimeout(resume, 5));
        yield "more\\n";
      }
    }
    await writeResult(process.argv[1], endless());
  `;
  const run = (path: string) =>
    spawn(
      process.execPath,
      ["--import", import.meta.resolve("tsx"), "--input-type=module", "-e", endless, path],
      { stdio: ["ignore", "pipe", "pipe"] },
    );

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("leaves nothing behind on %s and exits %i", async (signal, code) => {
    const child = run(join(folder, "a.txt"));
    await once(child.stderr, "data");
    expect(readdirSync(folder)).toHaveLength(1);
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([code, null]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("ends quietly when the reader of standard output goes away", async () => {
    const child = run("-");
    let messages = "";
    child.stderr.on("data", (data) => (messages += data));
    await once(child.stdout, "data");
    child.stdout.destroy();
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(messages).toBe("writing");
  });
});
