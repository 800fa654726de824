import { createHash, type Hash } from "node:crypto";
import type { Landscape } from "../../core/landscape.ts";

const BLOCK = 8192;

/**
 * sha256 of all that is drawn of the landscapes. The same for a landscape and
 * for what is read back of its grid document, in which a loss that is not
 * finite is `null` and zero has no sign.
 */
export function landscapesDigest(panels: Landscape[]): string {
  const hash = createHash("sha256");
  for (const panel of panels) {
    const { title, colormap, xLabel, yLabel, zLabel, optimum, paths = [] } = panel;
    const curvature = panel.model ?? panel.curvature;
    const words = [title, colormap, xLabel, yLabel, zLabel];
    const best = optimum && [optimum.x, optimum.y, optimum.z, optimum.inside, optimum.exists];
    const curved = curvature && [
      curvature.eigenvalues,
      curvature.conditionNumber,
      curvature.stepsToTolerance,
      ...(curvature.stepsEstimated ? [true] : []),
    ];
    const walked = paths.map(({ label, method, rate, stepsToTolerance, diverged }) => [
      ...[label, method, rate, stepsToTolerance, diverged],
    ]);
    hash.update(JSON.stringify([words, best, curved, walked]));
    for (const values of [panel.x, panel.y, panel.z]) addNumbers(hash, values);
    for (const { x, y, z } of paths) for (const values of [x, y, z]) addNumbers(hash, values);
  }
  return hash.digest("hex");
}

function addNumbers(hash: Hash, values: Float64Array): void {
  const block = new Float64Array(Math.min(BLOCK, values.length));
  for (let start = 0; start < values.length; start += BLOCK) {
    const count = Math.min(BLOCK, values.length - start);
    for (let k = 0; k < count; k++) {
      const value = values[start + k];
      block[k] = Number.isFinite(value) ? value + 0 : NaN;
    }
    hash.update(new Uint8Array(block.buffer, 0, count * block.BYTES_PER_ELEMENT));
  }
}
