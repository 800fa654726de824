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

export const memory: Bench = {
  name: "memory",
  work: "two panels of 2000 x 2000 points, whole process",
  targets: {},
  mostMegabytes: 200,
  rounds: 3,
  sides: ({ folder }) => [
    ours("render", "--resolution", "2000", "--out", join(folder, "finest.png")),
  ],
};
