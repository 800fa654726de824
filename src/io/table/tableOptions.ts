/** Which columns and rows of a table become a data set. */
export interface TableOptions {
  /** All columns but the target where not given. */
  features?: string[];
  /** The last column that is no feature where not given. */
  target?: string;
  /** What to do with a row in which a chosen column has no value. */
  missing: "error" | "drop";
  maxRows: number;
}
