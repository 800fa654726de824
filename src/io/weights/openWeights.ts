import { basename, extname } from "node:path";
import { InputError } from "../../core/errors.ts";
import { anyOf, quoted } from "../../core/wording.ts";
import { FileBytes } from "./fileBytes.ts";
import { NPZ } from "./npz.ts";
import { SAFETENSORS } from "./safetensors.ts";
import type { WeightsFile, WeightsFormat } from "./weightsFormat.ts";

/** The formats of weights, in and out. */
export const WEIGHTS_FORMATS: readonly WeightsFormat[] = [SAFETENSORS, NPZ];

const HEAD_BYTES = 4096;

/**
 * Opens a file of weights, its format told by its content.
 *
 * @throws InputError where it is none, or a pickled PyTorch file
 * @throws Error `cannot read FILE: REASON`
 */
export function openWeights(path: string): WeightsFile {
  const bytes = new FileBytes(path);
  const head = bytes.read(0, Math.min(HEAD_BYTES, bytes.size));
  bytes.close();
  if (isPickled(head)) throw pickled(path);
  const format = WEIGHTS_FORMATS.find((each) => each.recognizes(head));
  if (!format) {
    const names = anyOf(WEIGHTS_FORMATS.map(({ name }) => name));
    throw new InputError(`${path}: no file of weights, expected ${names}`);
  }
  return format.open(path);
}

/** @throws InputError which names the first tensor in which two files differ */
export function requireSameTensors(first: WeightsFile, other: WeightsFile): void {
  const [a, b] = [first, other].map(
    ({ tensors }) => new Map(tensors.map(({ name, shape }) => [name, `(${shape.join(", ")})`])),
  );
  for (const name of [...new Set([...a.keys(), ...b.keys()])].sort()) {
    if (a.get(name) === b.get(name)) continue;
    const found = b.get(name) ?? "missing";
    const expected = a.get(name) ?? "no such tensor";
    throw new InputError(
      `${other.name}: tensor ${quoted(name)}: ${found}, expected ${expected} as in ${first.name}`,
    );
  }
}

/** A pickle, bare or as the first member of PyTorch's archives. */
function isPickled(head: Buffer): boolean {
  const text = head.toString("latin1");
  return (head[0] === 0x80 && head[1] >= 2 && head[1] <= 5) || /^PK.{28}[^]*?data\.pkl/s.test(text);
}

function pickled(path: string): InputError {
  const target = `${basename(path, extname(path))}.safetensors`;
  return new InputError(
    `${path}: a pickled PyTorch file; these lines of Python convert it:\n` +
      "  import torch, safetensors.torch\n" +
      `  safetensors.torch.save_file(torch.load(${JSON.stringify(path)}, map_location="cpu"), ${JSON.stringify(target)})`,
  );
}
