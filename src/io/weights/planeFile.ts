import { InputError } from "../../core/errors.ts";
import {
  normalizeDirection,
  addToGram,
  principalPlane,
  type Normalization,
} from "../../core/directions.ts";
import type { RandomStream } from "../../core/random/randomStream.ts";
import { requireSameTensors } from "./openWeights.ts";
import type { Tensor, TensorToWrite, WeightsFile } from "./weightsFormat.ts";

/** Numbers of a tensor taken at a time from many files. */
const BLOCK = 1 << 16;

/** A plane in the space of the weights; `measure` is complete when all tensors have been written. */
export interface Plane {
  /** `origin/NAME`, `x/NAME` and `y/NAME` of each tensor. */
  tensors: TensorToWrite[];
  measure: PlaneMeasure;
  /** Shares of the trajectory's variance along x and y. */
  shares?: [number, number];
  points: PlanePoint[];
}

/** Sums over all weights. */
interface PlaneMeasure {
  weights: number;
  originOrigin: number;
  xx: number;
  yy: number;
  xy: number;
}

/** A model on the plane, or as far from it as `distance`. */
interface PlanePoint {
  name: string;
  x: number;
  y: number;
  distance: number;
}

/** Two random directions: tensor by tensor in the order of their names, x before y. */
export function randomPlane(
  weights: WeightsFile,
  stream: RandomStream,
  normalization: Normalization,
): Plane {
  return planeOf(weights, [{ name: weights.name, x: 0, y: 0, distance: 0 }], (tensor) => {
    const origin = weights.read(tensor, 0, tensor.count);
    const draw = () => {
      const direction = Float64Array.from({ length: tensor.count }, () => stream.normal());
      normalizeDirection(direction, origin, tensor.shape, normalization);
      return direction;
    };
    return { origin, x: draw(), y: draw() };
  });
}

/** The plane through three models, at (0, 0), (1, 0) and (0, 1). */
export function planeThrough([a, b, c]: readonly WeightsFile[]): Plane {
  for (const other of [b, c]) requireSameTensors(a, other);
  const points = [a, b, c].map(({ name }, k) => {
    return { name, x: k === 1 ? 1 : 0, y: k === 2 ? 1 : 0, distance: 0 };
  });
  return planeOf(a, points, (tensor) => {
    const origin = a.read(tensor, 0, tensor.count);
    const from = (other: WeightsFile) => {
      return other.read(tensor, 0, tensor.count).map((value, k) => value - origin[k]);
    };
    return { origin, x: from(b), y: from(c) };
  });
}

/**
 * The two principal directions of checkpoints about the last of them, of length 1. Files are read
 * block by block, twice: for their inner products, and for the directions.
 *
 * @throws InputError where the checkpoints do not span a plane
 */
export function principalPlaneOf(checkpoints: readonly WeightsFile[]): Plane {
  const last = checkpoints[checkpoints.length - 1];
  for (const other of checkpoints) requireSameTensors(checkpoints[0], other);
  const count = checkpoints.length;
  const gram = new Float64Array(count * count);
  for (const tensor of last.tensors) {
    for (let from = 0; from < tensor.count; from += BLOCK) {
      const to = Math.min(from + BLOCK, tensor.count);
      const rows = checkpoints.map((file) => file.read(tensor, from, to));
      addToGram(gram, rows, rows[count - 1]);
    }
  }
  if (!gram.every(Number.isFinite)) {
    throw new InputError("the checkpoints hold weights that are not finite");
  }
  const { factors, coordinates, shares } = principalPlane(gram, count);
  const points = checkpoints.map(({ name }, k) => {
    return { name, x: coordinates[0][k], y: coordinates[1][k], distance: 0 };
  });
  const squaredDistances = new Float64Array(count);
  const plane = planeOf(last, points, (tensor) => {
    const origin = last.read(tensor, 0, tensor.count);
    const x = new Float64Array(tensor.count);
    const y = new Float64Array(tensor.count);
    for (let from = 0; from < tensor.count; from += BLOCK) {
      const to = Math.min(from + BLOCK, tensor.count);
      const rows = checkpoints.map((file) => file.read(tensor, from, to));
      rows.forEach((row, i) => {
        for (let k = from; k < to; k++) {
          const difference = row[k - from] - origin[k];
          x[k] += factors[0][i] * difference;
          y[k] += factors[1][i] * difference;
        }
      });
      rows.forEach((row, i) => {
        const [a, b] = [points[i].x, points[i].y];
        for (let k = from; k < to; k++) {
          squaredDistances[i] += (row[k - from] - origin[k] - a * x[k] - b * y[k]) ** 2;
        }
        points[i].distance = Math.sqrt(squaredDistances[i]);
      });
    }
    return { origin, x, y };
  });
  return { ...plane, shares };
}

interface Parts {
  origin: Float64Array;
  x: Float64Array;
  y: Float64Array;
}

/** The tensors of a plane, three for each of a model's; only one tensor's are in memory at a time. */
function planeOf(
  model: WeightsFile,
  points: PlanePoint[],
  partsOf: (tensor: Tensor) => Parts,
): Plane {
  const measure: PlaneMeasure = { weights: 0, originOrigin: 0, xx: 0, yy: 0, xy: 0 };
  let current: { name: string; parts: Parts } | undefined;
  const part = (tensor: Tensor, key: keyof Parts) =>
    function* blocks(): Generator<Float64Array> {
      if (current?.name !== tensor.name) {
        current = undefined;
        current = { name: tensor.name, parts: partsOf(tensor) };
        add(measure, current.parts);
      }
      const values = current.parts[key];
      for (let at = 0; at < values.length; at += BLOCK) yield values.subarray(at, at + BLOCK);
    };
  const tensors = model.tensors.flatMap((tensor) =>
    (["origin", "x", "y"] as const).map((key): TensorToWrite => {
      const { name, shape, width } = tensor;
      return { name: `${key}/${name}`, shape, width, blocks: part(tensor, key) };
    }),
  );
  return { tensors, measure, points };
}

function add(measure: PlaneMeasure, { origin, x, y }: Parts): void {
  measure.weights += origin.length;
  for (let k = 0; k < origin.length; k++) {
    measure.originOrigin += origin[k] * origin[k];
    measure.xx += x[k] * x[k];
    measure.yy += y[k] * y[k];
    measure.xy += x[k] * y[k];
  }
}
