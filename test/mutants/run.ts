import { readdirSync, readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { EQUIVALENT } from "./equivalent.ts";
import { findMutants, type Mutant } from "./findMutants.ts";
import { JudgeProcess } from "./judgeProcess.ts";
import { TARGETS } from "./targets.ts";

// Changes the program in one small place at a time, runs the tests that should
// notice, and lists the changes that none noticed.
//   npm run test:mutants                  every removal, and some numbers of each module
//   npm run test:mutants -- --all         every change
//   npm run test:mutants -- marks/path    of the modules whose path holds this text

const ROOT = join(import.meta.dirname, "../..");
const TEST_FILES = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".test.ts"),
);
/** Of each kind in a module, where not all are asked for. */
const MOST_OF_A_KIND = 2;

interface Job {
  module: string;
  tests: string[];
  /** None: the program as it is, which has to pass. */
  mutant?: Mutant;
}

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const wantsAll = process.argv.includes("--all");
const seen = new Set<string>();
const jobs = TARGETS.flatMap(({ modules, tests }) =>
  modulesOf(modules)
    .filter((module) => !seen.has(module) && seen.add(module))
    .flatMap((module) => jobsOf(module, tests)),
);
process.exitCode = (await runAll()) ? 0 : 1;

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

async function runAll(): Promise<boolean> {
  const suites = [...new Set(jobs.map(({ tests }) => tests.join(" ")))];
  const whole = suites.map((tests): Job => ({ module: "", tests: tests.split(" ") }));
  const failing = (await drain(whole)).filter(({ failure }) => failure !== undefined);
  for (const { job, failure } of failing)
    print(`${job.tests.join(" ")} fails as it is: ${failure}`);
  if (failing.length > 0) return false;

  print(`${jobs.length} changes`);
  let count = 0;
  const results = await drain([...jobs], ({ job: { module, mutant }, failure }) => {
    if (!failure && mutant) {
      const { line, from, to } = mutant;
      print(`survived  src/${module}:${line}  ${oneLine(from)}  ->  ${oneLine(to)}`);
    }
    if (++count % 100 === 0) print(`${count} of ${jobs.length}`);
  });
  const survivors = results.filter(({ failure }) => failure === undefined);
  print(`${survivors.length} of ${jobs.length} survived`);
  return survivors.length === 0;
}

interface Result {
  job: Job;
  /** What noticed the change; undefined: nothing. */
  failure?: string;
}

/** Works through the queue, a job a processor at a time. */
async function drain(queue: Job[], onDone?: (result: Result) => void): Promise<Result[]> {
  const results: Result[] = [];
  const work = async () => {
    const judge = new JudgeProcess();
    for (let job = queue.shift(); job; job = queue.shift()) {
      const { module, tests, mutant } = job;
      const change = mutant && { path: join(ROOT, "src", module), text: mutant.text };
      const result = {
        job,
        failure: await judge.failureOf({ tests: tests.flatMap(filesOf), change }),
      };
      results.push(result);
      onDone?.(result);
    }
    judge.end();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 8) }, work));
  return results;
}

/** The test files whose path begins so. */
function filesOf(beginning: string): string[] {
  return TEST_FILES.filter((file) => file.startsWith(beginning)).map((file) =>
    join(ROOT, "test", file),
  );
}

function oneLine(code: string): string {
  const short = code.replace(/\s+/g, " ");
  return short.length > 60 ? `${short.slice(0, 59)}…` : short;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
