/**
 * The loss landscape of a model over two of its weights: computed, read and
 * written as a grid document, drawn as a picture.
 *
 * ```ts
 * const stream = await createRandomStream("numpy", "0");
 * const data = makeSyntheticData(DEFAULT_DATA, stream);
 * const panels = await computeLandscapes(data, { ...DEFAULT_LANDSCAPES, window: "auto" });
 * const png = await renderFigure(panels, { width: 900 });
 * await writeOutput("fig.png", [png]);
 * ```
 *
 * @packageDocumentation
 */

export { DEFAULT_DATA, DEFAULT_LANDSCAPES } from "./defaults.ts";
export { InputError } from "./core/errors.ts";
export type { Dataset } from "./core/dataset.ts";
export {
  DESCENT_METHODS,
  LOSS_NAMES,
  SCALER_NAMES,
  type Curvature,
  type DescentMethod,
  type DescentPath,
  type Landscape,
  type LandscapeDocument,
  type LossName,
  type LossRecord,
  type ModelCurvature,
  type Optimum,
  type ScalerName,
  type ScalerRecord,
} from "./core/landscape.ts";
export {
  createRandomStream,
  RANDOM_STREAM_NAMES,
  type RandomStream,
  type RandomStreamName,
} from "./core/random/randomStream.ts";
export { makeSyntheticData, type SyntheticOptions } from "./core/syntheticData.ts";
export { linspace } from "./core/linspace.ts";
export type { FittedScaler } from "./core/scalers/columnScaler.ts";
export { fitScaler } from "./core/scalers/fitScaler.ts";
export {
  computeLandscapes,
  type DescentOptions,
  type LandscapeOptions,
} from "./core/computeLandscapes.ts";
export type { DescentRate } from "./core/descent/descentRate.ts";
export type { AxisRange } from "./core/window.ts";

export type { InputSource } from "./io/input.ts";
export { readTable, type ReadTableOptions, type TableRead } from "./io/readTable.ts";
export { TABLE_FORMATS, type TableFormatName } from "./io/tableFormats/tableFormats.ts";
export {
  readLandscapeDocument,
  type LandscapesRead,
  type ReadLandscapesOptions,
} from "./io/readLandscapes.ts";
export { documentChunks, GRID_WRITERS, type GridWriterName } from "./io/gridWriters/gridWriters.ts";
export type { GridWriter } from "./io/gridWriters/gridWriter.ts";
export { writeOutput, type OutputChunks } from "./io/writeOutput.ts";

export { renderFigure } from "./render/renderFigure.ts";
export { FIGURE_OPTIONS, type FigureGiven, type FigureOptions } from "./render/figureOptions.ts";
export { IMAGE_FORMATS, type ImageFormatName } from "./render/formats/imageFormats.ts";
export type { ImageFormat } from "./render/formats/imageFormat.ts";
export { colormapNames } from "./render/colormaps.ts";
