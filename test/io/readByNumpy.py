"""Reads each file named on standard input with NumPy or h5py and prints a line of JSON:
the values of each matrix in it, sorted, those that are not finite as null; or null where it is refused."""

import json
import os
import sys

import h5py
import numpy as np


def sorted_values(array):
    values = np.sort(np.asarray(array).astype(np.float64), axis=None)
    return [float(v) if np.isfinite(v) else None for v in values]


def member(archive, name):
    try:
        return archive[name]
    except Exception:
        if name in ("header", "x0", "y0", "z0"):
            raise
        # Under another name it belongs to no panel.
        return np.array(0.0)


def matrices(path):
    if path.endswith(".npy"):
        found = [np.load(path, allow_pickle=False)]
    elif path.endswith(".npz"):
        with np.load(path, allow_pickle=False) as archive:
            found = [member(archive, name) for name in archive.files]
    else:
        with h5py.File(path, "r") as file:
            axes = [file[f"{name}coordinates"][()] for name in "xy"]
            if any(np.any(np.diff(axis) <= 0) for axis in axes):
                raise ValueError("an axis that does not rise")
            losses = file["train_loss"][()]
            # The mark of a point that was not computed.
            found = [np.where(losses == -1, np.nan, losses)]
    return [sorted_values(a) for a in found if a.ndim == 2 and a.dtype.kind in "biuf"]


for line in sys.stdin:
    path = line.rstrip("\n")
    # A process each: a spoilt HDF5 file can end one.
    child = os.fork()
    if child == 0:
        try:
            answer = json.dumps(matrices(path))
        except BaseException:
            answer = "null"
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.stdout.write("null\n")
        sys.stdout.flush()
