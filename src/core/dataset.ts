/** A table of numbers: `columns[f][row]` is feature `f` of a row, `target[row]` what is to be predicted. */
export interface Dataset {
  featureNames: string[];
  targetName: string;
  rowCount: number;
  columns: Float64Array[];
  target: Float64Array;
  /** What the axes of the features' weights are called; absent: `Weight of NAME`. */
  weightLabels?: string[];
  /** Whether the window of the options' defaults is made for these data. */
  hasUsualWindow?: boolean;
}
