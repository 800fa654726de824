/** A table of numbers: `columns[f][row]` is feature `f` of a row, `target[row]` what is to be predicted. */
export interface Dataset {
  featureNames: string[];
  targetName: string;
  rowCount: number;
  columns: Float64Array[];
  target: Float64Array;
}
