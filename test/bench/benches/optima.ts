import type { Bench, Workplace } from "../bench.ts";
import { ourLibrary, pythonSide } from "../programs.ts";

/** Ours stops at a gap of 1e-13 of the loss and less, and certifies it. */
export const mseOptimum: Bench = {
  name: "mse-optimum",
  work: "optimum of mse, a million rows",
  targets: { "NumPy, lstsq": 1 },
  tolerance: 1e-9,
  rounds: 1,
  sides: (workplace) => [ourLibrary("mse-optimum"), other(workplace, "NumPy, lstsq", "numpy")],
};

export const logisticOptimum: Bench = {
  name: "logistic-optimum",
  work: "optimum of logistic, a million rows",
  targets: {
    "scikit-learn, newton-cholesky, tol 1e-8": 1,
    "scikit-learn, lbfgs, tol 1e-8": 1,
    "statsmodels, Logit, tol 1e-8": 1,
  },
  tolerance: 1e-5,
  rounds: 1,
  sides: (workplace) => [
    ourLibrary("logistic-optimum"),
    other(workplace, "scikit-learn, newton-cholesky, tol 1e-8", "scikit-learn"),
    other(workplace, "scikit-learn, lbfgs, tol 1e-8", "scikit-learn"),
    other(workplace, "statsmodels, Logit, tol 1e-8", "statsmodels"),
  ],
};

export const maeOptimum: Bench = {
  name: "mae-optimum",
  work: "optimum of mae, a million rows",
  targets: { "statsmodels, QuantReg": 1 },
  // QuantReg stops where its weights move by less than 1e-8, some 1e-4 off.
  tolerance: 1e-3,
  rounds: 1,
  sides: (workplace) => [
    ourLibrary("mae-optimum"),
    other(workplace, "statsmodels, QuantReg", "statsmodels"),
  ],
};

/** A million rows would take QuantileRegressor hours. */
export const maeOptimumSmall: Bench = {
  name: "mae-optimum-small",
  work: "optimum of mae, ten thousand rows",
  targets: { "scikit-learn, QuantileRegressor": 1 },
  tolerance: 1e-6,
  rounds: 1,
  sides: (workplace) => [
    ourLibrary("mae-optimum", "10000"),
    other(workplace, "scikit-learn, QuantileRegressor", "scikit-learn", "10000"),
  ],
};

function other(workplace: Workplace, name: string, packages: string, ...rows: string[]) {
  return pythonSide(name, workplace, "printed", packages, "optima.py", name, ...rows);
}
