import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { ours, pythonSide, tutorialCorners } from "../programs.ts";

const FIGURES = 200;
/** matplotlib draws a tenth of them. */
const SHARE = 10;

export const batch: Bench = {
  name: "batch",
  work: `${FIGURES} figures`,
  targets: { "matplotlib, one warm process": 1 / 15 },
  rounds: 3,
  sides(workplace) {
    const manifest = join(workplace.folder, "figures.json");
    const seed = Array.from({ length: FIGURES }, (_, k) => k);
    writeFileSync(manifest, JSON.stringify([{ out: "seed-{seed}.png", sweep: { seed } }]));
    return [
      { ...ours("batch", manifest), answer: tutorialCorners },
      {
        ...pythonSide(
          "matplotlib, one warm process",
          workplace,
          "printed",
          "matplotlib",
          ...["matplotlibFigure.py", String(FIGURES / SHARE)],
        ),
        share: SHARE,
      },
    ];
  },
};
