"""A network of twelve tanh layers that tells two spirals apart, with or without skip connections.

    python network.py train skip run/skip           a checkpoint an epoch: run/skip/000.npz, 001.npz, ...
    python network.py answer skip run/skip/plane.npz  a worker for `loss-landscape evaluate`

`plain` instead of `skip` is the same network from the same first weights without the connections.
"""
import json
import os
import sys

import numpy as np

DEPTH, WIDTH, EPOCHS, BATCH, RATE, MOMENTUM = 12, 12, 60, 40, 0.02, 0.9


def spirals():
    random = np.random.RandomState(0)
    angle = np.sqrt(random.rand(400)) * 8 + 0.5
    sign = np.where(np.arange(400) % 2, 1.0, -1.0)
    points = (sign * angle / 4) * np.array([np.cos(angle), np.sin(angle)])
    return points.T + 0.03 * random.randn(400, 2), sign


def first_weights():
    random = np.random.RandomState(1)
    weights = {"in/w": random.randn(WIDTH, 2), "out/w": random.randn(1, WIDTH) / np.sqrt(WIDTH), "out/b": np.zeros(1)}
    for k in range(DEPTH):
        weights[f"{k:02}/w"] = random.randn(WIDTH, WIDTH) / np.sqrt(WIDTH)
        weights[f"{k:02}/b"] = np.zeros(WIDTH)
    return weights


def forward(weights, points, skip):
    """The margin of each point, and what every layer was given and gave."""
    states, outputs = [points @ weights["in/w"].T], []
    for k in range(DEPTH):
        outputs.append(np.tanh(states[-1] @ weights[f"{k:02}/w"].T + weights[f"{k:02}/b"]))
        states.append(outputs[-1] + skip * states[-1])
    return states[-1] @ weights["out/w"][0] + weights["out/b"], states, outputs


def gradient(weights, points, sign, skip):
    scores, states, outputs = forward(weights, points, skip)
    error = -sign / (1 + np.exp(sign * scores)) / len(sign)
    slopes = {"out/w": (error @ states[-1])[None], "out/b": error.sum(keepdims=True)}
    back = error[:, None] * weights["out/w"]
    for k in reversed(range(DEPTH)):
        inner = back * (1 - outputs[k] ** 2)
        slopes[f"{k:02}/w"], slopes[f"{k:02}/b"] = inner.T @ states[k], inner.sum(axis=0)
        back = inner @ weights[f"{k:02}/w"] + skip * back
    return {**slopes, "in/w": back.T @ points}


def loss(weights, skip):
    points, sign = spirals()
    return float(np.logaddexp(0, -sign * forward(weights, points, skip)[0]).mean())


def train(skip, folder):
    os.makedirs(folder, exist_ok=True)
    (points, sign), weights, random = spirals(), first_weights(), np.random.RandomState(2)
    speed = {name: np.zeros_like(values) for name, values in weights.items()}
    for epoch in range(EPOCHS + 1):
        np.savez(f"{folder}/{epoch:03}.npz", **weights)
        print(f"epoch {epoch:2}  loss {loss(weights, skip):.4f}")
        for rows in random.permutation(len(sign)).reshape(-1, BATCH):
            slopes = gradient(weights, points[rows], sign[rows], skip)
            for name in weights:
                speed[name] = MOMENTUM * speed[name] - RATE * slopes[name]
                weights[name] = weights[name] + speed[name]


def answer(skip, file):
    plane = dict(np.load(file))
    names = [key[len("origin/"):] for key in plane if key.startswith("origin/")]
    for line in sys.stdin:
        x, y = json.loads(line)
        at = {n: plane[f"origin/{n}"] + x * plane[f"x/{n}"] + y * plane[f"y/{n}"] for n in names}
        print(json.dumps(loss(at, skip)), flush=True)


job, kind, place = sys.argv[1:]
{"train": train, "answer": answer}[job](kind == "skip", place)
