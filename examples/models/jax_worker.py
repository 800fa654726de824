"""Answers a batch of points at a time: [[x, y], ...] with the losses of origin + x * X + y * Y.

    loss-landscape evaluate ... --points-per-request 64 -- python jax_worker.py plane.npz

The model and the plane are those of numpy_worker.py; here every point of a batch is evaluated by one
compiled call, which is what keeps a GPU busy. A single point [x, y] is answered too.
"""
import json
import sys

import jax
import jax.numpy as jnp
import numpy as np

plane = np.load(sys.argv[1])
names = [key[len("origin/"):] for key in plane if key.startswith("origin/")]
origin, along_x, along_y = ({n: jnp.asarray(plane[f"{k}/{n}"]) for n in names} for k in ("origin", "x", "y"))

random = np.random.RandomState(0)
labels = np.arange(500) % 10
images = random.rand(10, 64)[labels] + 0.3 * random.randn(500, 64)


def loss(point):
    w = {n: origin[n] + point[0] * along_x[n] + point[1] * along_y[n] for n in names}
    scores = jnp.maximum(images @ w["w1"].T + w["b1"], 0) @ w["w2"].T + w["b2"]
    return -jnp.mean(jax.nn.log_softmax(scores)[jnp.arange(500), labels])


losses = jax.jit(jax.vmap(loss))
for line in sys.stdin:
    points = np.array(json.loads(line), dtype=float)
    batch = points.reshape(-1, 2)
    # Padded to a power of two: few shapes, so that few calls are compiled.
    padded = np.resize(batch, (1 << (len(batch) - 1).bit_length(), 2))
    answers = [float(v) if np.isfinite(v) else None for v in losses(padded)[: len(batch)]]
    print(json.dumps(answers if points.ndim == 2 else answers[0]), flush=True)
