import { COMPUTING_OPTIONS, READING_OPTIONS } from "./computingOptions.ts";
import type { Given } from "./definition.ts";
import { BATCH_OUTPUT, DESCRIPTION_OUTPUT, GRID_OUTPUT, PICTURE_OUTPUT } from "./outputOptions.ts";
import { PICTURE_OPTIONS } from "./pictureOptions.ts";

export const RENDER_OPTIONS = {
  ...COMPUTING_OPTIONS,
  ...READING_OPTIONS,
  ...PICTURE_OPTIONS,
  ...PICTURE_OUTPUT,
};
export type RenderGiven = Given<typeof RENDER_OPTIONS>;

/** What a manifest may say of a figure, beside its `out`. */
export const FIGURE_OPTIONS = {
  ...COMPUTING_OPTIONS,
  ...READING_OPTIONS,
  ...PICTURE_OPTIONS,
  format: PICTURE_OUTPUT.format,
};
export type FigureGiven = Given<typeof FIGURE_OPTIONS>;

export const GRID_OPTIONS = {
  ...COMPUTING_OPTIONS,
  ...READING_OPTIONS,
  explain: PICTURE_OPTIONS.explain,
  ...GRID_OUTPUT,
};
export type GridGiven = Given<typeof GRID_OPTIONS>;

export const DESCRIBE_OPTIONS = { ...COMPUTING_OPTIONS, ...READING_OPTIONS, ...DESCRIPTION_OUTPUT };
export type DescribeGiven = Given<typeof DESCRIBE_OPTIONS>;

export const BATCH_OPTIONS = BATCH_OUTPUT;
export type BatchGiven = Given<typeof BATCH_OPTIONS>;
