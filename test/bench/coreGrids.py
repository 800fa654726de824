"""NumPy's side of coreGrids.ts: prints seconds for the same two grids, best of several runs."""

import json
import time

import numpy as np


def best(work, runs):
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def data(rows):
    rng = np.random.RandomState(0)
    features = rng.rand(rows, 2)
    features[:, 1] *= 100
    return features, 3 * features[:, 0] + 0.1 * features[:, 1] + 2 * rng.randn(rows)


def mse_closed_form(features, target, points):
    w1, w2 = np.meshgrid(np.linspace(-1, 5, points), np.linspace(-1, 0.5, points))
    n = len(target)
    gram = features.T @ features / n
    moment = features.T @ target / n
    square = target @ target / n
    return (
        square
        - 2 * (moment[0] * w1 + moment[1] * w2)
        + gram[0, 0] * w1 * w1
        + 2 * gram[0, 1] * w1 * w2
        + gram[1, 1] * w2 * w2
    )


def mae_vectorised(features, target, points):
    w1 = np.linspace(-1, 5, points)
    w2 = np.linspace(-1, 0.5, points)
    grid = np.empty((points, points))
    for i in range(points):
        rest = target - features[:, 1] * w2[i]
        grid[i] = np.abs(rest[:, None] - features[:, :1] * w1).mean(axis=0)
    return grid


million = data(1_000_000)
ten_thousand = data(10_000)
print(
    json.dumps(
        {
            "mse": best(lambda: mse_closed_form(*million, 1000), 5),
            "mae": best(lambda: mae_vectorised(*ten_thousand, 200), 3),
        }
    )
)
