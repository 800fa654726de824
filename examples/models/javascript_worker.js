// Answers each point [x, y] with the loss of a network at origin + x * X + y * Y. Plain Node.
//
//     loss-landscape evaluate ... -- node javascript_worker.js plane.safetensors
//
// It tells two spirals apart: tensors w1 (hidden, 2), b1 (hidden), w2 (1, hidden), b2 (1), in F64.
import { readFileSync } from "node:fs";
import { argv, stdin, stdout } from "node:process";
import { createInterface } from "node:readline";

const file = readFileSync(argv[2]);
const start = 8 + Number(file.readBigUInt64LE(0));
const header = JSON.parse(file.toString("utf8", 8, start));
const tensor = (name) => {
  const [from, to] = header[name].data_offsets;
  return new Float64Array(new Uint8Array(file.subarray(start + from, start + to)).buffer);
};
const parts = (name) => ["origin", "x", "y"].map((part) => tensor(`${part}/${name}`));
const plane = ["w1", "b1", "w2", "b2"].map(parts);

const spirals = Array.from({ length: 200 }, (_, k) => {
  const sign = k % 2 ? -1 : 1;
  const angle = 0.5 + (k >> 1) / 20;
  return { sign, u: (sign * angle * Math.cos(angle)) / 5, v: (sign * angle * Math.sin(angle)) / 5 };
});

function loss(x, y) {
  const at = ([o, dx, dy]) => o.map((value, k) => value + x * dx[k] + y * dy[k]);
  const [w1, b1, w2, [bias]] = plane.map(at);
  const sum = spirals.reduce((total, { sign, u, v }) => {
    const hidden = b1.map((b, k) => Math.tanh(w1[2 * k] * u + w1[2 * k + 1] * v + b));
    const margin = sign * w2.reduce((score, w, k) => score + w * hidden[k], bias);
    return total + Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
  }, 0);
  return sum / spirals.length;
}

for await (const line of createInterface({ input: stdin })) {
  stdout.write(`${JSON.stringify(loss(...JSON.parse(line)))}\n`); // NaN becomes null, a hole.
}
