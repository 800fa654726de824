"""Answers each point [x, y] on standard input with the loss of the model origin + x * X + y * Y.

    python numpy_worker.py plane.npz

plane.npz is what `loss-landscape directions --weights model.npz --out plane.npz` writes for a model
of two layers with the tensors w1 (hidden, 64), b1, w2 (10, hidden) and b2.
"""
import json
import sys

import numpy as np

plane = np.load(sys.argv[1])
names = [key[len("origin/"):] for key in plane if key.startswith("origin/")]
origin, along_x, along_y = ({n: plane[f"{k}/{n}"] for n in names} for k in ("origin", "x", "y"))

# Ten noisy prototypes of 64 pixels: digits enough for a landscape.
random = np.random.RandomState(0)
labels = np.arange(500) % 10
images = random.rand(10, 64)[labels] + 0.3 * random.randn(500, 64)


def loss(weights):
    hidden = np.maximum(images @ weights["w1"].T + weights["b1"], 0)
    scores = hidden @ weights["w2"].T + weights["b2"]
    scores -= scores.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(500), labels])


for line in sys.stdin:
    x, y = json.loads(line)
    answer = loss({n: origin[n] + x * along_x[n] + y * along_y[n] for n in names})
    print(float(answer) if np.isfinite(answer) else "null", flush=True)
