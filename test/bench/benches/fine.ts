import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { gnuplotSide, ours } from "../programs.ts";

export const fine: Bench = {
  name: "fine",
  work: "two panels of 1000 x 1000 points, whole process",
  targets: { gnuplot: 1 / 15 },
  rounds: 3,
  sides: (workplace) => [
    ours("render", "--resolution", "1000", "--out", join(workplace.folder, "fine.png")),
    gnuplotSide(workplace, 1000),
  ],
};
