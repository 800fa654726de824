#!/usr/bin/env python3
"""Reads grids into NumPy: loss-landscape grid --format npz --out grids.npz; numpy_read.py grids.npz"""

import sys

import numpy

grids = numpy.load(sys.argv[1])
panel = 0
while f"z{panel}" in grids:
    x, y, z = (grids[f"{name}{panel}"] for name in "xyz")
    row, column = numpy.unravel_index(numpy.nanargmin(z), z.shape)
    print(f"panel {panel}: {z.shape[0]} x {z.shape[1]}, lowest {z[row, column]:.6g} at ({x[column]:.6g}, {y[row]:.6g})")
    panel += 1
