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

export const EQUIVALENT: Equivalent[] = [
  {
    module: "render/marks/panes.ts",
    line: "const x = (view.backX * BOX.width) / 2;",
    from: "*",
    why: "the box is one unit wide",
  },
  {
    module: "render/marks/panes.ts",
    line: "const y = (view.backY * BOX.depth) / 2;",
    from: "*",
    why: "the box is one unit deep",
  },
  {
    module: "render/marks/lineSpacing.ts",
    line: "return count > 0 ? crowded / count : 0;",
    why: "a share that is not a number exceeds no bound, like 0",
  },
  {
    module: "render/marks/colorbar.ts",
    line: "context.beginPath();",
    why: "what stands in the path before are lines without area, drawn already in the same colour",
  },
];
