#!/usr/bin/env python3
"""Draws a function of one's own: numpy_write.py | loss-landscape render --from - --out valley.png"""

import json
import sys

import numpy

x = numpy.linspace(-2, 2, 81)
y = numpy.linspace(-1, 3, 81)
a, b = numpy.meshgrid(x, y)
z = (1 - a) ** 2 + 100 * (b - a**2) ** 2  # Rosenbrock's valley

panel = {
    "title": "Rosenbrock's Valley",
    "xLabel": "a",
    "yLabel": "b",
    "zLabel": "f(a, b)",
    "x": x.tolist(),
    "y": y.tolist(),
    "z": z.tolist(),
}
json.dump(panel, sys.stdout)
