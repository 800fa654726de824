import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import type { LandscapeGiven } from "../../../src/core/landscapeOptions.ts";
import type { LossName } from "../../../src/core/losses/losses.ts";
import { momentsOfRows, type Moments } from "../../../src/core/moments.ts";
import type { Landscape } from "../../../src/core/landscape.ts";
import { readMoments } from "../../../src/io/engine/momentsOfEngine.ts";
import type { OpenedEngine } from "../../../src/io/engine/openEngine.ts";
import type { TableSummary } from "../../../src/core/tableSummary.ts";
import { worstError } from "../../core/datasets.ts";
import type { HardTable } from "./hardTable.ts";

/** How far an engine is from the rows in something, and how far it may be. */
export interface Agreement {
  what: string;
  error: number;
  atMost: number;
}

interface LossCase {
  loss: LossName;
  target: "y" | "side";
  given: LandscapeGiven;
}

const LOSSES: LossCase[] = [
  { loss: "mae", target: "y", given: {} },
  { loss: "logistic", target: "side", given: { l1: [1e-3] } },
  { loss: "hinge", target: "side", given: { l2: [1e-3] } },
];

const MORE_LOSSES: LossCase[] = [
  { loss: "huber", target: "y", given: { l2: [1e-3], descent: ["gd"], steps: 3 } },
  { loss: "huber", target: "y", given: { l1: [1e-2] } },
];

const SCALERS = ["none", "standard", "minmax", "maxabs", "robust"] as const;

/** A hard table beside what the rows say of it, each thing computed once for all engines. */
export class Expectations {
  private readonly known = new Map<string, Promise<Landscape[]>>();

  constructor(
    readonly table: HardTable,
    /** Rows that an engine may hand over, so that sums do the work. */
    private readonly fetched: number,
    private readonly resolution: number,
  ) {}

  /** The moments and the mse landscapes of an engine, or of merged moments. */
  async ofMoments(summary: TableSummary): Promise<Agreement[]> {
    const { table } = this;
    const data = table.datasetOf("y");
    const expected = momentsOfRows(data);
    const scalers = SCALERS.filter((name) => name !== "robust" || summary.quartiles);
    const agreements = [
      { what: "moments", error: worstMoment(summary.moments, expected), atMost: 1e-14 },
      {
        what: "extents and number of rows",
        error: worstError(extents(summary.moments), extents(expected)),
        atMost: 1e-300,
      },
    ];
    for (const scaler of scalers) {
      const given = this.given({ scalers: [scaler] });
      const [panel] = await computeLandscapes(summary, given);
      const [wanted] = await this.panels(`mse ${scaler}`, "y", given);
      // Without centring the intercept is about 2e6, and its last bit moves every prediction by 2e-10.
      const atMost = wanted.scaler?.center[0] === 0 ? 2e-9 : 1e-10;
      agreements.push({ what: `mse, ${scaler}`, error: worstOfPanels(panel, wanted), atMost });
    }
    return agreements;
  }

  /**
   * Of an engine the moments, the landscapes of mse and of the losses that need rows.
   *
   * @param isWhole whether also of Huber's loss, with a descent
   */
  async ofEngine(opened: OpenedEngine, isWhole: boolean): Promise<Agreement[]> {
    const needsQuartiles = opened.engine.dialect.percentile !== undefined;
    const [y, side] = [
      await this.read(opened, "y", needsQuartiles),
      await this.read(opened, "side", false),
    ];
    const agreements = await this.ofMoments(y.summary);
    const wrong = Math.abs(y.dropped - this.table.nullCount);
    agreements.push({ what: "rows with NULL", error: wrong, atMost: 1e-300 });
    for (const { loss, target, given: own } of isWhole ? [...LOSSES, ...MORE_LOSSES] : LOSSES) {
      const given = this.given({ loss: [loss], scalers: ["standard"], ...own });
      const { summary } = target === "y" ? y : side;
      const [panel] = await computeLandscapes(summary, given);
      const what = `${loss} ${Object.keys(own).join(" ")}`.trim();
      const [wanted] = await this.panels(what, target, given);
      agreements.push(
        { what, error: worstOfPanels(panel, wanted), atMost: 1e-10 },
        { what: `${what}: gap`, error: panel.optimum?.gap ?? Infinity, atMost: 1e-10 },
      );
    }
    return agreements;
  }

  private given(changes: LandscapeGiven): LandscapeGiven {
    return {
      ...{ intercept: true, axes: ["select", "b"], window: "auto" },
      ...{ resolution: this.resolution, tolerance: 0.5, ...changes },
    };
  }

  private read({ engine, relation, place }: OpenedEngine, target: string, needsQuartiles: boolean) {
    const { features } = this.table;
    const needs = { needsQuartiles, needsRows: true, mostRows: this.fetched };
    return readMoments(engine, relation, { features, target, missing: "drop", ...needs }, place);
  }

  private panels(name: string, target: "y" | "side", given: LandscapeGiven): Promise<Landscape[]> {
    const known = this.known.get(name) ?? computeLandscapes(this.table.datasetOf(target), given);
    this.known.set(name, known);
    return known;
  }
}

function extents({ n, min, max }: Moments): number[] {
  return [n, ...min, ...max];
}

/** In standard deviations. */
function worstMoment(moments: Moments, expected: Moments): number {
  const size = expected.columns.length;
  const deviation = (k: number) => Math.sqrt(expected.covariance[k * (size + 1)]);
  const errors = Array.from(expected.mean, (mean, k) =>
    Math.abs((moments.mean[k] - mean) / deviation(k)),
  );
  expected.covariance.forEach((value, at) => {
    const unit = deviation(Math.floor(at / size)) * deviation(at % size);
    errors.push(Math.abs(moments.covariance[at] - value) / unit);
  });
  return Math.max(...errors);
}

/** Of the window, the losses, the optimum, the curvature and the paths' first step. */
function worstOfPanels(panel: Landscape, wanted: Landscape): number {
  const numbers = ({
    x,
    y,
    z,
    optimum,
    curvature,
    model,
    paths,
  }: Landscape): ArrayLike<number>[] => [
    ...[x, y, z],
    [optimum?.z ?? NaN, ...Object.values(optimum?.weights ?? {})],
    curvature?.eigenvalues ?? [],
    [model?.stepsToTolerance ?? 0, ...(model?.eigenvalues ?? [])],
    paths?.[0]?.z.slice(0, 1) ?? [],
  ];
  const others = numbers(wanted);
  const errors = numbers(panel).map((list, k) => worstError(list, others[k]));
  return Math.max(...errors, panel.optimum?.unique === wanted.optimum?.unique ? 0 : 1);
}
