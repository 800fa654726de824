import type { Landscape, LandscapeDocument } from "../../src/core/landscape.ts";
import type { InputSource } from "../../src/io/input.ts";

/** A panel with every record and hard numbers in its grid. */
export function fullPanel(): Landscape {
  return {
    title: 'Loss "Ünscaled"\n',
    colormap: "viridis",
    xLabel: "Weight 1",
    yLabel: "Weight 2",
    zLabel: "MSE Loss",
    x: Float64Array.of(-1, -0, 1 / 3),
    y: Float64Array.of(0.1, 1e300),
    z: Float64Array.of(5e-324, NaN, -0, 0.1 + 0.2, 1.7976931348623157e308, 2 / 3),
    scaler: { name: "standard", features: ["x1", "x2"], center: [0.5, -0], scale: [1, 1e-7] },
    loss: { name: "huber", delta: 1.5, l1: 0, l2: 0.1 },
    optimum: {
      ...{ x: 0.1, y: 2.5, z: 1, inside: false, exists: true, unique: false },
      weights: { x1: 0.1, x2: 2.5, intercept: -0 },
    },
    curvature: {
      eigenvalues: [0, 2],
      conditionNumber: Infinity,
      valley: [0.6, -0.8],
      largestStableRate: 1,
      bestRate: 1,
      stepsToTolerance: Infinity,
    },
    paths: [
      {
        ...{ label: "gradient descent", method: "gd", rate: 0.1, tolerance: 1e-6 },
        ...{ stepsToTolerance: Infinity, diverged: false },
        x: Float64Array.of(0, 0.1),
        y: Float64Array.of(0, 0.2),
        z: Float64Array.of(3, 2),
      },
      {
        ...{ label: "SGD, 0.1", method: "sgd", diverged: false },
        x: Float64Array.of(0),
        y: Float64Array.of(-0),
        z: Float64Array.of(NaN),
      },
    ],
    extra: { note: "kept", nested: { list: [1, null, "a"], empty: [] } },
  };
}

export function fullDocument(): LandscapeDocument {
  const { x, y, z, title, colormap, xLabel, yLabel, zLabel } = fullPanel();
  return {
    generator: "loss-landscape 0.1.0",
    spec: { seed: 0, scales: [1, 100], window: "fixed" },
    panels: [fullPanel(), { x, y, z, title: `${title} 2`, colormap, xLabel, yLabel, zLabel }],
    extra: { origin: "test" },
  };
}

/** The bytes as a source, in pieces of a few bytes. */
export function sourceOf(bytes: string | Uint8Array, name: string, pieceBytes = 7): InputSource {
  const whole = Buffer.from(bytes);
  async function* stream() {
    for (let at = 0; at < whole.length; at += pieceBytes) yield whole.subarray(at, at + pieceBytes);
  }
  return { name, stream: stream() };
}

export async function bytesOf(chunks: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}
