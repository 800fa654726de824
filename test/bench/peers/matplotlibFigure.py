"""The two-panel figure with NumPy and matplotlib.

Without arguments: one process, one figure, grids by the double loop of the
tutorial. With a number: so many figures after a first one, in one warm process,
grids vectorised; prints the seconds they took. Prints the losses at the corners first.
"""

import io
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

W1 = np.linspace(-1, 5, 50)
W2 = np.linspace(-1, 0.5, 50)
MESH1, MESH2 = np.meshgrid(W1, W2)


def data(seed):
    np.random.seed(seed)
    features = np.random.rand(100, 2)
    features[:, 1] *= 100
    return features, 3 * features[:, 0] + 0.1 * features[:, 1] + np.random.randn(100) * 2


def looped(features, target):
    loss = np.zeros_like(MESH1)
    for i in range(50):
        for j in range(50):
            loss[i, j] = np.mean((target - (W1[j] * features[:, 0] + W2[i] * features[:, 1])) ** 2)
    return loss


def vectorised(features, target):
    predicted = MESH1[..., None] * features[:, 0] + MESH2[..., None] * features[:, 1]
    return np.mean((target - predicted) ** 2, axis=-1)


def draw(seed, grid, scale):
    """Draws the figure; returns the losses at its grids' corners."""
    features, target = data(seed)
    corners = []
    figure = plt.figure(figsize=(14, 6))
    panels = [(features, "viridis", "Unscaled"), (scale(features), "plasma", "Scaled")]
    for place, (columns, colormap, name) in enumerate(panels, 1):
        axes = figure.add_subplot(1, 2, place, projection="3d")
        losses = grid(columns, target)
        corners += [float(losses[i, j]) for i in (0, -1) for j in (0, -1)]
        axes.plot_surface(MESH1, MESH2, losses, cmap=colormap, alpha=0.9)
        axes.set_title(f"Loss Surface ({name} Features)")
        axes.set_xlabel("Weight 1")
        axes.set_ylabel("Weight 2")
        axes.set_zlabel("MSE Loss")
    figure.tight_layout()
    figure.savefig(io.BytesIO())
    plt.close(figure)
    return corners


if len(sys.argv) > 1:
    standardise = lambda features: (features - features.mean(0)) / features.std(0)
    print(draw(0, vectorised, standardise))
    started = time.perf_counter()
    for seed in range(int(sys.argv[1])):
        draw(seed, vectorised, standardise)
    print(time.perf_counter() - started)
else:
    from sklearn.preprocessing import StandardScaler

    print(draw(0, looped, StandardScaler().fit_transform))
