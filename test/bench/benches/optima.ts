import type { Bench } from "../bench.ts";
import { ourLibrary, pythonSide } from "../programs.ts";

/** Ours counts the whole of a panel, with a grid of 2 x 2 points; its tolerance is 1e-10. */
export const logisticOptimum: Bench = {
  name: "logistic-optimum",
  work: "optimum of logistic, a million rows",
  targets: { "scikit-learn, tol 1e-8": 1 },
  rounds: 1,
  sides: (workplace) => [
    ourLibrary("logistic-optimum"),
    pythonSide(
      "scikit-learn, tol 1e-8",
      workplace,
      "printed",
      "scikit-learn",
      ...["optima.py", "logistic-sklearn"],
    ),
  ],
};

export const maeOptimum: Bench = {
  name: "mae-optimum",
  work: "optimum of mae, a million rows",
  targets: { "statsmodels, QuantReg": 1 },
  rounds: 1,
  sides: (workplace) => [
    ourLibrary("mae-optimum"),
    pythonSide(
      "statsmodels, QuantReg",
      workplace,
      "printed",
      "statsmodels",
      ...["optima.py", "mae-statsmodels"],
    ),
  ],
};
