/* eslint-disable no-control-regex */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { decodePng } from "../render/decodePng.ts";
import { PROGRAM, run, runProcess, temporaryFolder } from "./program.ts";

const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;
const SMALL = ["render", "--quiet", "--resolution", "9", "--width", "300", "--height", "200"];

/** Plays a terminal: gives its answers when it is asked for its attributes, and shows what it was sent. */
const TERMINAL = `
import os, pty, sys
answers = sys.argv[1].encode().decode("unicode_escape").encode("latin1")
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
sent = b""
asked = False
while True:
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    sent += part
    if not asked and b"\\x1b[c" in sent:
        asked = True
        os.write(terminal, answers)
sys.stdout.buffer.write(sent)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

function onTerminal(answers: string, ...args: string[]) {
  const words = ["-c", TERMINAL, answers, process.execPath, PROGRAM, ...args];
  return runProcess("python3", words, { env: { TERM: "xterm-256color" } });
}

const NAMES_ITSELF = "\\x1bP>|iTerm2 3.5.0\\x1b\\\\";
const KITTY_OK = "\\x1b_Gi=31;OK\\x1b\\\\";

test.skipIf(!hasPython)(
  "a terminal that knows kitty's protocol is sent the PNG in chunks",
  async () => {
    const { status, stdout } = await onTerminal(`${KITTY_OK}\\x1b[?62;4c`, ...SMALL);
    expect(status).toBe(0);
    const sent = stdout.toString("latin1").split("\x1b[c")[1];
    const chunks = [...sent.matchAll(/\x1b_G([^;]*);([^\x1b]*)\x1b\\/g)];
    expect(chunks.map(([, control]) => control)).toEqual(
      chunks.map((_, k) => {
        const more = `m=${k < chunks.length - 1 ? 1 : 0}`;
        return k === 0 ? `a=T,f=100,q=2,${more}` : more;
      }),
    );
    expect(chunks.every(([, , text]) => text.length <= 4096)).toBe(true);
    const png = Buffer.from(chunks.map(([, , text]) => text).join(""), "base64");
    expect(png.equals((await run(SMALL)).stdout)).toBe(true);
  },
);

test.skipIf(!hasPython)("iTerm2 is sent the PNG inline", async () => {
  const { status, stdout } = await onTerminal(`${NAMES_ITSELF}\\x1b[?62c`, ...SMALL);
  expect(status).toBe(0);
  const [, size, text] =
    /\x1b\]1337;File=inline=1;size=(\d+):([^\x07]*)\x07/.exec(stdout.toString("latin1")) ?? [];
  const png = Buffer.from(text, "base64");
  expect(png.length).toBe(Number(size));
  expect(decodePng(png)).toMatchObject({ width: 300, height: 200 });
});

test.skipIf(!hasPython)("a terminal with Sixel is sent sixels of the picture's size", async () => {
  const { status, stdout } = await onTerminal("\\x1b[?62;4;22c", ...SMALL);
  expect(status).toBe(0);
  expect(stdout.toString("latin1")).toMatch(/\x1bP0;\d;q"1;1;300;200#[^]*\x1b\\/);
});

test.skipIf(!hasPython)("a figure without a size is as wide as the terminal's window", async () => {
  const answers = "\\x1b[4;600;800t\\x1b[?62;4;22c";
  const { stdout } = await onTerminal(answers, "render", "--quiet", "--resolution", "9");
  expect(stdout.toString("latin1")).toMatch(/\x1bP0;\d;q"1;1;800;600#/);
});

test.skipIf(!hasPython)("any other terminal is refused as ever", async () => {
  const { status, stdout } = await onTerminal("\\x1b[?62;22c", ...SMALL);
  expect(status).toBe(2);
  expect(stdout.toString()).toMatch(/loss-landscape: --out: a picture is no text for a terminal/);
});

test("--watch draws again when a file is replaced, and survives errors", async () => {
  const cwd = temporaryFolder();
  const [table, picture] = [join(cwd, "table.csv"), join(cwd, "fig.png")];
  const write = (text: string) => {
    writeFileSync(join(cwd, "next"), text);
    renameSync(join(cwd, "next"), table);
  };
  write("a,b,y\n1,2,3\n2,1,5\n4,5,8\n");
  const args = [...SMALL, "--data", table, "--target", "y", "--out", picture, "--watch"];
  const child = spawn(process.execPath, [PROGRAM, ...args]);
  onTestFinished(() => void child.kill("SIGKILL"));
  let complaints = "";
  child.stderr.on("data", (part: Buffer) => (complaints += part.toString()));
  const until = (isSo: () => boolean) => expect.poll(isSo, { timeout: 20_000 }).toBe(true);
  await until(() => existsSync(picture));
  const first = readFileSync(picture);

  write("a,b,y\n1,2,3\n2,one,5\n");
  await until(() => complaints.includes("table.csv"));
  expect(readFileSync(picture).equals(first)).toBe(true);

  write("a,b,y\n1,2,3\n2,1,5\n4,5,80\n");
  await until(() => !readFileSync(picture).equals(first));
  const plain = args.slice(0, -3);
  expect(readFileSync(picture).equals((await run(plain)).stdout)).toBe(true);
  const ended = new Promise((resolve) => child.on("exit", resolve));
  child.kill("SIGINT");
  expect(await ended).toBe(130);
}, 60_000);

test("--watch needs a file to watch", async () => {
  const { status, stderr } = await run([...SMALL, "--watch", "--out", "x.png"]);
  expect([status, stderr]).toEqual([
    2,
    "loss-landscape: --watch: expected files to watch, by --data, --from, --path or --moments\n",
  ]);
});
