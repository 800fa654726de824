"""Losses at the corners, and seconds that a loss grid takes in a warm process, best of a few: grids.py WORK."""

import sys
import time

import numpy as np


def data(rows):
    rng = np.random.RandomState(0)
    features = rng.rand(rows, 2) * [1, 100]
    return features, 3 * features[:, 0] + 0.1 * features[:, 1] + 2 * rng.randn(rows)


def axes(points):
    return np.linspace(-1, 5, points), np.linspace(-1, 0.5, points)


def mse():
    features, target = data(1_000_000)
    w1, w2 = np.meshgrid(*axes(1000))

    def grid():
        gram = features.T @ features / len(target)
        moment = features.T @ target / len(target)
        square = target @ target / len(target)
        linear = moment[0] * w1 + moment[1] * w2
        return (
            square - 2 * linear
            + gram[0, 0] * w1 * w1 + 2 * gram[0, 1] * w1 * w2 + gram[1, 1] * w2 * w2
        )

    return grid, 5


def mae():
    """An eighth of the grid rows, the first and the last among them."""
    features, target = data(10_000)
    w1, w2 = axes(400)
    w2 = np.append(w2[:392:8], w2[-1])

    def grid():
        result = np.empty((len(w2), 400))
        for i, weight in enumerate(w2):
            rest = target - features[:, 1] * weight
            result[i] = np.abs(rest[:, None] - features[:, :1] * w1).mean(axis=0)
        return result

    return grid, 2


def logistic_rows(numpy):
    """A function of a second weight, and every twentieth of those weights with the last."""
    features, target = data(100_000)
    sign = numpy.asarray(np.where(target > 6, -1.0, 1.0))
    first, second = numpy.asarray(features[:, 0]) * sign, numpy.asarray(features[:, 1]) * sign
    w1, w2 = axes(200)
    some = numpy.asarray(np.append(w2[:-1:23], w2[-1]))
    w1 = numpy.asarray(w1)
    return lambda weight: numpy.logaddexp(
        0, (second * weight)[:, None] + first[:, None] * w1
    ).mean(axis=0), some


def logistic_numpy():
    """A grid row at a time, the rows spread over a process for each core."""
    import multiprocessing
    import os

    row, w2 = logistic_rows(np)
    globals()["grid_row"] = row
    pool = multiprocessing.get_context("fork").Pool(os.cpu_count())
    return lambda: np.stack(pool.map(call_row, w2, chunksize=1)), 1


def call_row(weight):
    return globals()["grid_row"](weight)


def logistic_jax():
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    row, w2 = logistic_rows(jnp)
    grid = jax.jit(lambda: jax.lax.map(row, w2))
    grid().block_until_ready()
    return lambda: grid().block_until_ready(), 2


works = {
    "mse": mse,
    "mae": mae,
    "logistic-numpy": logistic_numpy,
    "logistic-jax": logistic_jax,
}
grid, runs = works[sys.argv[1]]()
times = []
for _ in range(runs):
    started = time.perf_counter()
    losses = grid()
    times.append(time.perf_counter() - started)
print([float(losses[i, j]) for i in (0, -1) for j in (0, -1)])
print(min(times))
