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
  /** Of what it prints, or of what it does, the numbers that all sides must agree about. */
  answer?(printed: string): number[] | Promise<number[]>;
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
  /** The most megabytes that ours may take. */
  mostMegabytes?: number;
  /** By how much answers may differ, relative to the largest number; 1e-9 where not given. */
  tolerance?: number;
  rounds: number;
  sides(workplace: Workplace): Side[] | Promise<Side[]>;
}

/** The last line of JSON that a program prints. */
export function printedNumbers(printed: string): number[] {
  const line = printed.split("\n").findLast((text) => text.startsWith("["));
  return line === undefined ? [] : (JSON.parse(line) as number[]);
}
