/** A change that no test can see, and why. */
export interface Equivalent {
  /** Under `src`. */
  module: string;
  /** The changed line, as it is. */
  line: string;
  /** What stands for what in it; any change where left out. */
  from?: string;
  why: string;
}

export const EQUIVALENT: Equivalent[] = [];
