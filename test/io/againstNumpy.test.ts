import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { InputError } from "../../src/core/errors.ts";
import { linspace } from "../../src/core/window.ts";
import { seedrandomStream } from "../../src/core/random/seedrandomStream.ts";
import { documentChunks } from "../../src/io/gridWriters/gridWriters.ts";
import { readLandscapeDocument } from "../../src/io/readLandscapes.ts";
import { readZip } from "../../src/io/numpy/readZip.ts";
import { bytesOf, fullDocument, sourceOf } from "./documents.ts";

const PYTHON = process.env.LOSS_LANDSCAPE_PYTHON ?? "python3";
const hasPeers = spawnSync(PYTHON, ["-c", "import numpy, h5py"]).status === 0;
const SCRIPT = join(import.meta.dirname, "readByNumpy.py");
/** Of each format; with 334 a thousand. */
const MUTANTS = Number(process.env.FUZZ_RUNS ?? 100);

type Values = (number | null)[];

async function archive(): Promise<Buffer> {
  const stream = await seedrandomStream("losses");
  const z = Float64Array.from({ length: 120 }, () => stream.uniform());
  const axes = { x: linspace(0, 1, 12), y: linspace(0, 1, 10) };
  const document = fullDocument();
  const panels = [{ ...document.panels[1], ...axes, z }];
  return Buffer.from(await bytesOf(documentChunks({ ...document, panels }, "npz")));
}

async function matrixFile(): Promise<Buffer> {
  const member = readZip(await archive(), "npz").find(({ name }) => name.startsWith("z"));
  return Buffer.from(member?.bytes() ?? []);
}

const hdf5File = () => readFileSync(join(import.meta.dirname, "../fixtures/io/holes.h5"));

/** The file itself, and copies with a few bytes or bits changed, most of them near places that mean something. */
async function mutants(sound: Buffer, seed: string): Promise<Buffer[]> {
  const stream = await seedrandomStream(seed);
  const below = (count: number) => Math.floor(stream.uniform() * count);
  return Array.from({ length: MUTANTS }, (_, k) => {
    const bytes = Buffer.from(sound);
    for (let change = k === 0 ? 0 : 1 + below(3); change > 0; change--) {
      const at = below(bytes.length);
      bytes[at] = below(2) === 0 ? bytes[at] ^ (1 << below(8)) : below(256);
    }
    return bytes;
  });
}

/** What is read here: the values of each surface, sorted; nothing where the file is refused. */
async function readHere(bytes: Buffer): Promise<Values[] | string> {
  try {
    const source = sourceOf(bytes, "grid", 1 << 16);
    const { document } = await readLandscapeDocument([source], { maxPoints: 10_000 }, "test");
    return document.panels.map(({ z }) => sortedValues(z));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message;
  }
}

function sortedValues(z: Float64Array): Values {
  const finite = Array.from(z).filter(Number.isFinite);
  const holes = Array.from(z, () => null).slice(finite.length);
  return [...finite.sort((a, b) => a - b), ...holes];
}

/** What Python reads: infinities of both ends count as holes. */
function readThere(folder: string, names: string[]): (Values[] | null)[] {
  const input = names.map((name) => join(folder, name)).join("\n");
  const { stdout } = spawnSync(PYTHON, [SCRIPT], { input, maxBuffer: 1 << 28 });
  const answers = stdout.toString().trimEnd().split("\n");
  return answers.map((line) => {
    const matrices = JSON.parse(line) as Values[] | null;
    return matrices && matrices.map((values) => sortedValues(Float64Array.from(values, numberOf)));
  });
}

const numberOf = (value: number | null) => value ?? NaN;

describe.skipIf(!hasPeers)("with NumPy and h5py", () => {
  test.each([
    ["npy", matrixFile],
    ["npz", archive],
    ["h5", async () => hdf5File()],
  ] as const)(
    "a spoilt file of .%s has the values that they read, or is refused",
    async (ending, make) => {
      const folder = mkdtempSync(join(tmpdir(), "loss-landscape-mutants-"));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const files = await mutants(await make(), process.env.FUZZ_SEED ?? "0");
      const names = files.map((_, k) => `${k}.${ending}`);
      names.forEach((name, k) => writeFileSync(join(folder, name), files[k]));
      const there = readThere(folder, names);
      expect(there).toHaveLength(files.length);

      let accepted = 0;
      const refusedHereAlone: string[] = [];
      const different: unknown[] = [];
      for (let k = 0; k < files.length; k++) {
        const here = await readHere(files[k]);
        if (typeof here === "string") {
          if (there[k]?.length) refusedHereAlone.push(here);
          continue;
        }
        accepted++;
        const read = there[k];
        // Versions of the HDF5 library differ in what else they check of a file.
        if (ending === "h5" && read === null) continue;
        const known = (read ?? []).map((values) => JSON.stringify(values));
        const isSame = here.every((values) => known.includes(JSON.stringify(values)));
        if (!isSame) different.push([names[k], here, there[k]]);
      }
      expect(accepted).toBeGreaterThan(0);
      expect(different).toEqual([]);
      expect(refusedHereAlone.length, refusedHereAlone.join("\n")).toBeLessThan(files.length / 10);
    },
  );
});

test.skipIf(hasPeers)(`${PYTHON} has no NumPy and h5py: spoilt files are not compared`, () => {});
