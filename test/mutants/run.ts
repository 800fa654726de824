import { spawn } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { EQUIVALENT } from "./equivalent.ts";
import { findMutants, type Mutant } from "./findMutants.ts";
import { TARGETS } from "./targets.ts";

// Changes the program in one small place at a time, runs the tests that should
// notice, and lists the changes that none noticed.
//   npm run test:mutants                  every removal, and some numbers of each module
//   npm run test:mutants -- --all         every change
//   npm run test:mutants -- marks/path    of the modules whose path holds this text

const ROOT = join(import.meta.dirname, "../..");
const COPIED = ["src", "test", "package.json", "tsconfig.json", "vitest.config.ts"];
/** Of each kind in a module, where not all are asked for. */
const MOST_OF_A_KIND = 2;
/** Tests that take so many times as long as all suites of the unchanged program never end. */
const PATIENCE = 2;
const LEAST_SECONDS = 60;

interface Job {
  module: string;
  tests: string[];
  /** None: the program as it is, which has to pass. */
  mutant?: Mutant;
}

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const wantsAll = process.argv.includes("--all");
const seen = new Set<string>();
let mostSeconds = 600;
const jobs = TARGETS.flatMap(({ modules, tests }) =>
  modulesOf(modules)
    .filter((module) => !seen.has(module) && seen.add(module))
    .flatMap((module) => jobsOf(module, tests)),
);
const folders = Array.from({ length: Math.min(availableParallelism(), 8) }, copyOfProgram);
try {
  process.exitCode = (await runAll()) ? 0 : 1;
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true });
}

function modulesOf(path: string): string[] {
  const whole = join(ROOT, "src", path);
  if (!statSync(whole).isDirectory()) return [path];
  const files = readdirSync(whole, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(path, file))
    .sort();
}

function jobsOf(module: string, tests: string[]): Job[] {
  if (words.length > 0 && !words.some((word) => module.includes(word))) return [];
  const text = readFileSync(join(ROOT, "src", module), "utf8");
  const mutants = findMutants(text).filter((mutant) => !isEquivalent(module, text, mutant));
  const counts = new Map<string, number>();
  return mutants
    .filter(({ kind }) => {
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      return wantsAll || kind === "removal" || count < MOST_OF_A_KIND;
    })
    .map((mutant) => ({ module, tests, mutant }));
}

function isEquivalent(module: string, text: string, { line, from }: Mutant): boolean {
  const whole = text.split("\n")[line - 1].trim();
  return EQUIVALENT.some(
    (known) =>
      known.module === module &&
      known.line === whole &&
      (known.from === undefined || known.from === from),
  );
}

function copyOfProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), "mutants-"));
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

async function runAll(): Promise<boolean> {
  const suites = [...new Set(jobs.map(({ tests }) => tests.join(" ")))];
  const queue: Job[] = suites.map((tests) => ({ module: "", tests: tests.split(" ") }));
  const began = performance.now();
  const failing = (await drain(queue)).filter(({ isCaught }) => isCaught);
  for (const { job } of failing) print(`fails as it is: ${job.tests.join(" ")}`);
  if (failing.length > 0) return false;

  mostSeconds = Math.max(LEAST_SECONDS, (PATIENCE * (performance.now() - began)) / 1000);

  print(`${jobs.length} changes`);
  const results = await drain([...jobs], ({ job, isCaught }, count) => {
    const { line = 0, from = "", to = "" } = job.mutant ?? {};
    if (!isCaught)
      print(`survived  src/${job.module}:${line}  ${oneLine(from)}  ->  ${oneLine(to)}`);
    if (count % 25 === 0) print(`${count} of ${jobs.length}`);
  });
  const survivors = results.filter(({ isCaught }) => !isCaught);
  print(`${survivors.length} of ${jobs.length} survived`);
  return survivors.length === 0;
}

interface Result {
  job: Job;
  isCaught: boolean;
}

/** Works through the queue, one job a folder at a time. */
async function drain(
  queue: Job[],
  onDone?: (result: Result, count: number) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  await Promise.all(
    folders.map(async (folder) => {
      for (let job = queue.shift(); job; job = queue.shift()) {
        const result = { job, isCaught: await isCaught(folder, job) };
        results.push(result);
        onDone?.(result, results.length);
      }
    }),
  );
  return results;
}

async function isCaught(folder: string, { module, tests, mutant }: Job): Promise<boolean> {
  if (!mutant) return failTests(folder, tests);
  const file = join(folder, "src", module);
  const whole = readFileSync(file);
  writeFileSync(file, mutant.text);
  try {
    return await failTests(folder, tests);
  } finally {
    writeFileSync(file, whole);
  }
}

function failTests(folder: string, tests: string[]): Promise<boolean> {
  const vitest = relative(folder, join(folder, "node_modules/vitest/vitest.mjs"));
  const files = tests.map((test) => `test/${test}`);
  const flags = ["run", "--project", "library", "--bail", "1", "--reporter", "dot", "--no-isolate"];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, ...flags, ...files], {
      cwd: folder,
      stdio: "ignore",
      detached: true,
    });
    // A change that never ends is noticed, too; its group are vitest's own processes.
    const clock = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), 1000 * mostSeconds);
    child.on("error", reject);
    child.on("exit", (status) => {
      clearTimeout(clock);
      resolve(status !== 0);
    });
  });
}

function oneLine(code: string): string {
  const short = code.replace(/\s+/g, " ");
  return short.length > 60 ? `${short.slice(0, 59)}…` : short;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
