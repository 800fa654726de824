"""Two fits of a Parquet table, unscaled and standardised: parquetDescribe.py pandas|polars|duckdb FILE.

By pandas and polars with NumPy on the rows, by DuckDB from its own means and covariances.
"""

import sys

import numpy as np

library, file = sys.argv[1:]

if library == "duckdb":
    import duckdb

    names = duckdb.sql(f"SELECT * FROM '{file}' LIMIT 0").columns
    means = [f"avg({name})" for name in names]
    products = [f"covar_pop({a}, {b})" for a in names for b in names]
    answer = np.array(duckdb.sql(f"SELECT {', '.join(means + products)} FROM '{file}'").fetchall()[0])
    mean, covariance = answer[: len(names)], answer[len(names) :].reshape(len(names), -1)
    plain = covariance + np.outer(mean, mean)
    scale = np.append(np.sqrt(np.diag(covariance))[:-1], 1)
    standard = covariance / np.outer(scale, scale)
    standard[-1, -1] += mean[-1] ** 2
    found = []
    for matrix in (plain, standard):
        features, cross = matrix[:-1, :-1], matrix[:-1, -1]
        weights = np.linalg.solve(features, cross)
        found += [*weights, matrix[-1, -1] - cross @ weights, *np.linalg.eigvalsh(2 * features)]
    print(list(map(float, found)))
    sys.exit()
if library == "pandas":
    import pandas

    table = pandas.read_parquet(file).to_numpy()
else:
    import polars

    table = polars.read_parquet(file).to_numpy()
features, target = table[:, :-1], table[:, -1]
found = []
for columns in (features, (features - features.mean(0)) / features.std(0)):
    weights = np.linalg.lstsq(columns, target, rcond=None)[0]
    eigenvalues = np.linalg.eigvalsh(2 * columns.T @ columns / len(target))
    loss = np.mean((target - columns @ weights) ** 2)
    found += [*weights, loss, *eigenvalues]
print(list(map(float, found)))
