/**
 * The loss landscape of a model over two of its weights: computed, read and
 * written as a grid document, drawn as a picture.
 *
 * ```ts
 * const data = await makeSyntheticData({ scales: [1, 10] });
 * const panels = await computeLandscapes(data, { loss: "huber", window: "auto" });
 * const png = await renderFigure(panels, { width: 900 });
 * await writeOutput("fig.png", [png]);
 * ```
 *
 * @packageDocumentation
 */

export { InputError } from "./core/errors.ts";
export type { Dataset } from "./core/dataset.ts";
export {
  type Curvature,
  type DescentPath,
  type Landscape,
  type LandscapeDocument,
  type LossRecord,
  type ModelCurvature,
  type Optimum,
  type ScalerRecord,
} from "./core/landscape.ts";
export {
  createRandomStream,
  RANDOM_STREAMS,
  type RandomStreamName,
} from "./core/random/randomStreams.ts";
export type { RandomStream } from "./core/random/randomStream.ts";
export {
  makeSyntheticData,
  SYNTHETIC_OPTIONS,
  type SyntheticGiven,
  type SyntheticOptions,
} from "./core/syntheticData.ts";
export { LOSSES, type LossName } from "./core/losses/losses.ts";
export type { Loss } from "./core/losses/loss.ts";
export { linspace } from "./core/window.ts";
export type { FittedScaler, Scaler } from "./core/scalers/scaler.ts";
export { fitScaler, SCALERS, type ScalerName } from "./core/scalers/scalers.ts";
export { DESCENT_METHODS, type DescentMethod } from "./core/descent/methods/methods.ts";
export type { DescentMethodSpec } from "./core/descent/methods/method.ts";
export { computeLandscapes } from "./threads/computeLandscapes.ts";
export {
  LANDSCAPE_OPTIONS,
  type LandscapeGiven,
  type LandscapeOptions,
} from "./core/landscapeOptions.ts";
export type { DescentRate } from "./core/descent/descentRate.ts";
export type { AxisRange } from "./core/window.ts";

export type { InputSource } from "./io/input.ts";
export { readTable, TABLE_OPTIONS, type TableGiven, type TableRead } from "./io/readTable.ts";
export {
  readLandscapeDocument,
  type LandscapesRead,
  type ReadingGiven,
} from "./io/readLandscapes.ts";
export { documentChunks, GRID_WRITERS, type GridWriterName } from "./io/gridWriters/gridWriters.ts";
export type { GridWriter } from "./io/gridWriters/gridWriter.ts";
export { gridDocumentSchema } from "./io/gridSchema.ts";
export { writeOutput, type OutputChunks } from "./io/writeOutput.ts";

export { renderFigure } from "./render/renderFigure.ts";
export {
  FIGURE_OPTIONS,
  type FigureGiven,
  type FigureOptions,
} from "./render/figure/figureOptions.ts";
export { colormapNames } from "./render/colors/colormaps.ts";
