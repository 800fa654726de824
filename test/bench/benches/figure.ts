import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { floorSide, gnuplotSide, ours, pythonSide, tutorialCorners } from "../programs.ts";

export const figure: Bench = {
  name: "figure",
  work: "the tutorial's figure, whole process",
  targets: { "the floor": 1.5, "the tutorial's script": 1 / 7 },
  rounds: 7,
  sides: (workplace) => [
    { ...ours("render", "--out", join(workplace.folder, "figure.png")), answer: tutorialCorners },
    floorSide(workplace),
    gnuplotSide(workplace, 50),
    pythonSide(
      "the tutorial's script",
      workplace,
      "process",
      "matplotlib scikit-learn",
      "matplotlibFigure.py",
    ),
  ],
};
