import { coarseToFine, halvings } from "./coarseToFine.ts";
import { estimateErrors, expectedSurprise, type Surprise } from "./estimateErrors.ts";
import { interpolateSamples } from "./interpolateSamples.ts";
import { rangeOf, toScale, type SamplingScale } from "./samplingScale.ts";
import { triangulate } from "./triangulation.ts";

export interface SamplingOptions {
  columnCount: number;
  rowCount: number;
  /** Stop where the estimated error is below this fraction of the losses' range; 0: never. */
  accuracy: number;
  /** Most points to evaluate. */
  budget: number;
  scale: SamplingScale;
}

/** Losses of one point, one for each surface; not finite: a hole. */
export type Answer = readonly number[];

const FIRST_HALVINGS = 3;
const SMALLEST_BATCH = 12;
const BATCH_SHARE = 0.03;
const PROBE_SHARE = 0.15;
/** While the estimate is below the accuracy. */
const QUIET_PROBE_SHARE = 0.5;
/** Predictions that the error estimate is held against. */
const MEMORY = 48;
/** A doubt below this part of the accuracy is as good as none. */
const LEAST_DOUBT = 0.2;
const COVERAGE = 0.87;
/** Probes in a row, and part of the evaluated points, that must come out as predicted at the end. */
const QUIET_PROBES = 12;
const QUIET_SHARE = 0.03;
/** Interpolation itself rounds. */
const ROUNDING = 1e-12;

/**
 * Chooses the points of a grid to evaluate, in rounds that depend on the answers alone: not on time,
 * nor on who answered. A first coarse lattice; then where the cubic and the linear interpolant
 * disagree most, and, for a part of each round, in the widest gaps. Each answer is held against what
 * was predicted for it: the ratios of true error to disagreement calibrate the estimate, and the
 * sampling ends when that is below the accuracy everywhere and the probes of the gaps agree.
 */
export class AdaptivePlan {
  readonly #options: SamplingOptions;
  readonly #answers = new Map<number, Answer>();
  readonly #ratios: number[] = [];
  readonly #surprises = new Map<number, Surprise>();
  #askedAt = new Map<number, number>();
  #quietProbes = 0;
  #pending: number[] = [];
  #probes = new Set<number>();
  #predicted: Float64Array[] = [];
  #doubt: Float64Array = new Float64Array();
  #estimate = Infinity;
  /** Distance of each grid point to the nearest evaluated one, in grid steps. */
  readonly #gaps: Float64Array;

  constructor(options: SamplingOptions) {
    this.#options = options;
    this.#gaps = new Float64Array(this.#pointCount()).fill(Infinity);
  }

  /**
   * The estimated error as a fraction of the losses' range; 0 where everything is evaluated. Never
   * below the accuracy, since that is all that the probes are held to.
   */
  get estimate(): number {
    return this.#isEverything() ? 0 : Math.max(this.#estimate, this.#options.accuracy);
  }

  get answers(): ReadonlyMap<number, Answer> {
    return this.#answers;
  }

  /** @returns grid indices of the next round; empty: done. Every one must be answered before the next call. */
  nextRound(): number[] {
    const { budget } = this.#options;
    if (this.#answers.size === 0) return (this.#pending = this.#firstRound().slice(0, budget));
    if (this.#isEverything()) return [];
    this.#judge();
    const left = Math.min(budget, this.#pointCount()) - this.#answers.size;
    return (this.#pending = left > 0 ? this.#refinement(left) : []);
  }

  /** @param answers of the points of the round, in its order */
  answer(answers: Answer[]): void {
    this.#askedAt = new Map(this.#pending.map((index) => [index, this.#gaps[index]]));
    this.#pending.forEach((index, k) => {
      this.#answers.set(index, answers[k]);
      this.#narrow(this.#gaps, index);
    });
  }

  #pointCount(): number {
    return this.#options.columnCount * this.#options.rowCount;
  }

  #isEverything(): boolean {
    return this.#answers.size === this.#pointCount();
  }

  #firstRound(): number[] {
    const { columnCount, rowCount } = this.#options;
    const columnLevels = halvings(columnCount);
    const rowLevels = halvings(rowCount);
    return [...coarseToFine(columnCount, rowCount)].filter(
      (index) =>
        columnLevels[index % columnCount] <= FIRST_HALVINGS &&
        rowLevels[Math.floor(index / columnCount)] <= FIRST_HALVINGS,
    );
  }

  /** Compares the last round with its predictions, then predicts anew. */
  #judge(): void {
    const surfaces = this.#surfaces();
    this.#compare(surfaces);
    this.#predict(surfaces);
  }

  /** Values at the evaluated points on the sampling's scale, one array a surface, as a fraction of its range. */
  #surfaces(): { vertices: Uint32Array; values: Float64Array[] } {
    const vertices = Uint32Array.from(this.#answers.keys()).sort();
    const surfaceCount = this.#answers.get(vertices[0])?.length ?? 1;
    const values = Array.from({ length: surfaceCount }, (_, surface) => {
      const samples = Float64Array.from(vertices, (index) =>
        toScale(this.#answers.get(index)?.[surface] ?? NaN, this.#options.scale),
      );
      const range = rangeOf(samples) || 1;
      return samples.map((sample) => sample / range);
    });
    return { vertices, values };
  }

  #compare({ vertices, values }: { vertices: Uint32Array; values: Float64Array[] }): void {
    if (this.#predicted.length === 0) return;
    const { accuracy } = this.#options;
    const rank = new Map(Array.from(vertices, (index, v) => [index, v]));
    for (const index of this.#pending) {
      let error = 0;
      values.forEach((samples, surface) => {
        const truth = samples[rank.get(index) ?? 0];
        const predicted = this.#predicted[surface][index];
        if (Number.isNaN(truth) && Number.isNaN(predicted)) return;
        error = Math.max(
          error,
          Number.isNaN(truth - predicted) ? Infinity : Math.abs(truth - predicted),
        );
      });
      this.#surprises.set(index, { error: Math.min(error, 1), gap: this.#askedAt.get(index) ?? 1 });
      const doubt = this.#doubt[index];
      if (Number.isFinite(error) && Number.isFinite(doubt)) {
        this.#ratios.push(error / Math.max(doubt, LEAST_DOUBT * accuracy, 1e-12));
      }
      if (!this.#probes.has(index)) continue;
      this.#quietProbes = error <= accuracy ? this.#quietProbes + 1 : 0;
    }
    this.#ratios.splice(0, Math.max(0, this.#ratios.length - MEMORY));
  }

  #predict({ vertices, values }: { vertices: Uint32Array; values: Float64Array[] }): void {
    const { columnCount, rowCount } = this.#options;
    const triangulation = triangulate(vertices, columnCount, rowCount);
    const count = this.#pointCount();
    const disagreement = new Float64Array(count);
    this.#predicted = values.map((samples) => {
      const interpolation = interpolateSamples(triangulation, samples, columnCount);
      for (let k = 0; k < count; k++) {
        disagreement[k] = Math.max(disagreement[k], interpolation.disagreement[k]);
      }
      return interpolation.values;
    });
    this.#doubt = estimateErrors(triangulation, disagreement);
    const surprise = expectedSurprise(triangulation, this.#surprises, this.#gaps);
    this.#doubt = this.#doubt.map((doubt, k) => Math.max(doubt, surprise[k]));
    let largest = 0;
    for (let k = 0; k < count; k++) largest = Math.max(largest, this.#doubt[k]);
    this.#estimate = Math.max(largest * this.#calibration(), ROUNDING);
  }

  #calibration(): number {
    if (this.#ratios.length < SMALLEST_BATCH) return 1;
    const sorted = [...this.#ratios].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(COVERAGE * sorted.length))];
  }

  #refinement(left: number): number[] {
    const { accuracy } = this.#options;
    const isQuiet = this.#estimate <= accuracy;
    const enough = Math.max(QUIET_PROBES, QUIET_SHARE * this.#answers.size);
    if (isQuiet && this.#quietProbes >= enough && accuracy > 0) return [];
    const size = Math.min(
      left,
      Math.max(SMALLEST_BATCH, Math.ceil(BATCH_SHARE * this.#answers.size)),
    );
    const probeCount = Math.ceil((isQuiet ? QUIET_PROBE_SHARE : PROBE_SHARE) * size);
    const chosen = this.#mostDoubtful(size - probeCount);
    const probes = this.#widestGaps(size - chosen.length, chosen);
    this.#probes = new Set(isQuiet ? [...chosen, ...probes] : probes);
    return [...chosen, ...probes];
  }

  /** Points of greatest doubt, none within half a triangle of another. */
  #mostDoubtful(count: number): number[] {
    const { columnCount } = this.#options;
    const gaps = this.#gaps;
    const candidates = Array.from(this.#doubt.keys())
      .filter((index) => this.#doubt[index] > 0 && !this.#answers.has(index))
      .map((index) => ({
        index,
        rank: this.#doubt[index] * (this.#doubt[index] === Infinity ? 1 : Math.sqrt(gaps[index])),
      }))
      .sort((a, b) =>
        a.rank === b.rank ? gaps[b.index] - gaps[a.index] || a.index - b.index : b.rank - a.rank,
      );
    const chosen: number[] = [];
    for (const { index } of candidates) {
      if (chosen.length === count) break;
      const isClear = chosen.every(
        (other) =>
          Math.hypot(
            (index % columnCount) - (other % columnCount),
            Math.floor(index / columnCount) - Math.floor(other / columnCount),
          ) > gaps[index],
      );
      if (isClear) chosen.push(index);
    }
    return chosen;
  }

  #widestGaps(count: number, alsoTaken: number[]): number[] {
    const gaps = this.#gaps.slice();
    for (const index of alsoTaken) this.#narrow(gaps, index);
    const found: number[] = [];
    while (found.length < count) {
      let best = -1;
      let bestGap = 0;
      for (let k = 0; k < gaps.length; k++) {
        const gap = gaps[k] * (1 + (Math.imul(k + 1, 0x9e3779b1) >>> 0) / 2 ** 36);
        if (gap > bestGap) [best, bestGap] = [k, gap];
      }
      if (best < 0) break;
      found.push(best);
      this.#narrow(gaps, best);
    }
    return found;
  }

  #narrow(gaps: Float64Array, index: number): void {
    const { columnCount, rowCount } = this.#options;
    const column = index % columnCount;
    const row = Math.floor(index / columnCount);
    for (let i = 0, k = 0; i < rowCount; i++) {
      const down = (i - row) * (i - row);
      for (let j = 0; j < columnCount; j++, k++) {
        const distance = Math.sqrt(down + (j - column) * (j - column));
        if (distance < gaps[k]) gaps[k] = distance;
      }
    }
  }
}
