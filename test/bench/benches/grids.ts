import type { Bench } from "../bench.ts";
import { ourLibrary, pythonSide } from "../programs.ts";

/** Ours counts the whole of a panel: fit, optimum, curvature and grid. */
export const mse: Bench = {
  name: "mse",
  work: "mse, 1000 x 1000 points, a million rows",
  targets: { "NumPy, closed form": 1 },
  rounds: 3,
  sides: (workplace) => [
    ourLibrary("mse"),
    pythonSide("NumPy, closed form", workplace, "printed", "numpy", "grids.py", "mse"),
  ],
};

export const mae: Bench = {
  name: "mae",
  work: "mae, 400 x 400 points, ten thousand rows",
  targets: { "NumPy, vectorised": 1 / 80 },
  rounds: 3,
  sides: (workplace) => [
    ourLibrary("mae"),
    pythonSide("NumPy, vectorised", workplace, "printed", "numpy", "grids.py", "mae"),
  ],
};

export const logistic: Bench = {
  name: "logistic",
  work: "logistic, 200 x 200 points, a hundred thousand rows",
  targets: { "NumPy, all cores": 1, "JAX, jitted": 2 },
  rounds: 1,
  sides: (workplace) => [
    ourLibrary("logistic"),
    pythonSide("NumPy, all cores", workplace, "printed", "numpy", "grids.py", "logistic-numpy"),
    pythonSide("JAX, jitted", workplace, "printed", "jax", "grids.py", "logistic-jax"),
  ],
};
