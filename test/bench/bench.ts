/** One program of a comparison; the first of a bench is ours. */
export interface Side {
  name: string;
  command: string;
  args: string[];
  /** The whole process is timed; or it prints the seconds that its warm part took. */
  timed: "process" | "printed";
  /** How much smaller than the bench's its work is, where that takes too long; 1 where not given. */
  share?: number;
  /** Where the program is not there: how to get it. */
  getIt?: string;
}

export interface Workplace {
  /** A folder of its own for the bench's files, removed afterwards. */
  folder: string;
  python: string;
}

/** A comparison of whole programs over one work. */
export interface Bench {
  /** For `--only`. */
  name: string;
  /** The work, for the table. */
  work: string;
  /** What to reach, as the ratio ours / other for a side's name. */
  targets: Record<string, number>;
  rounds: number;
  sides(workplace: Workplace): Side[] | Promise<Side[]>;
}
