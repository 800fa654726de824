"""Two fits of a Parquet table, unscaled and standardised: parquetDescribe.py pandas|polars FILE."""

import sys

import numpy as np

library, file = sys.argv[1:]
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
