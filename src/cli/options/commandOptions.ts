import { COMPUTING_OPTIONS, READING_OPTIONS } from "./computingOptions.ts";
import type { Given } from "./definition.ts";
import { ENGINE_OPTIONS } from "./engineOptions.ts";
import {
  BATCH_OUTPUT,
  DOCUMENT_OUT,
  DESCRIPTION_OUTPUT,
  GRID_OUTPUT,
  PICTURE_OUTPUT,
} from "./outputOptions.ts";
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

const { data, dataFormat, features, target, missing, maxRows, scalers } = COMPUTING_OPTIONS;
const TEXT_OUTPUT = { out: DOCUMENT_OUT, quiet: GRID_OUTPUT.quiet };

export const MOMENTS_OPTIONS = {
  data,
  dataFormat,
  features,
  target,
  missing,
  maxRows,
  ...ENGINE_OPTIONS,
  ...TEXT_OUTPUT,
};
export type MomentsGiven = Given<typeof MOMENTS_OPTIONS>;

const { table, sql, dialect } = ENGINE_OPTIONS;
export const SQL_OPTIONS = { table, sql, dialect, features, target, scalers, ...TEXT_OUTPUT };
export type SqlGiven = Given<typeof SQL_OPTIONS>;

export const BATCH_OPTIONS = BATCH_OUTPUT;
export type BatchGiven = Given<typeof BATCH_OPTIONS>;
