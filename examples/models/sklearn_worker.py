"""Trains scikit-learn's MLP on its digits and saves it, or answers points around what was saved.

    python sklearn_worker.py --train model.npz
    loss-landscape directions --weights model.npz --out plane.npz
    loss-landscape evaluate ... -- python sklearn_worker.py plane.npz

Answers {"train": ..., "test": ...}: the cross-entropy of either half of the digits, a panel each.
"""
import json
import sys
import warnings

import numpy as np
from sklearn.datasets import load_digits
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")  # of the one iteration that builds the model to answer with
pixels, digits = load_digits(return_X_y=True)
train_x, test_x, train_y, test_y = train_test_split(pixels / 16, digits, test_size=0.5, random_state=0)
epochs = 30 if sys.argv[1] == "--train" else 1
model = MLPClassifier([32], learning_rate_init=0.01, max_iter=epochs, random_state=0)
model.fit(train_x, train_y)

if sys.argv[1] == "--train":
    # A filter is what feeds one unit: a row here, where scikit-learn has columns.
    weights = {f"w{k}": w.T for k, w in enumerate(model.coefs_)}
    np.savez(sys.argv[2], **weights, **{f"b{k}": b for k, b in enumerate(model.intercepts_)})
    sys.exit()

plane = np.load(sys.argv[1])
at = lambda name, x, y: plane[f"origin/{name}"] + x * plane[f"x/{name}"] + y * plane[f"y/{name}"]
for line in sys.stdin:
    x, y = json.loads(line)
    model.coefs_ = [at(f"w{k}", x, y).T for k in range(2)]
    model.intercepts_ = [at(f"b{k}", x, y) for k in range(2)]
    halves = {"train": (train_x, train_y), "test": (test_x, test_y)}
    print(json.dumps({k: log_loss(d, model.predict_proba(p)) for k, (p, d) in halves.items()}), flush=True)
