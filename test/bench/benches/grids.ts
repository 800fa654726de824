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
    // An eighth of the grid rows, the first and the last among them.
    {
      ...pythonSide("NumPy, vectorised", workplace, "printed", "numpy", "grids.py", "mae"),
      share: 8,
    },
  ],
};

/** The others do some of the 200 grid rows, the first and the last among them. */
export const logistic: Bench = {
  name: "logistic",
  work: "logistic, 200 x 200 points, a hundred thousand rows",
  targets: { "NumPy, all cores": 1, "JAX, jitted": 2 },
  rounds: 1,
  sides: (workplace) => {
    const other = (name: string, ...packages: [packages: string, work: string]) => ({
      ...pythonSide(name, workplace, "printed", packages[0], "grids.py", packages[1]),
      share: 20,
    });
    return [
      ourLibrary("logistic"),
      other("NumPy, all cores", "numpy", "logistic-numpy"),
      other("JAX, jitted", "jax", "logistic-jax"),
    ];
  },
};
