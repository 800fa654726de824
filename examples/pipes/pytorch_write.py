#!/usr/bin/env python3
"""The loss of a PyTorch model on a plane of two random directions, normalised filter by filter
(Li et al., 2018): pytorch_write.py | loss-landscape render --from - --z-scale log --out loss.png"""

import json
import sys

import torch

torch.manual_seed(0)
inputs = torch.rand(256, 2) * 4 - 2
targets = (inputs.prod(dim=1, keepdim=True) > 0).float()
model = torch.nn.Sequential(torch.nn.Linear(2, 32), torch.nn.Tanh(), torch.nn.Linear(32, 1))
criterion = torch.nn.BCEWithLogitsLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
for _ in range(500):
    optimizer.zero_grad()
    criterion(model(inputs), targets).backward()
    optimizer.step()


def direction():
    """A random direction whose filters are as long as the model's."""
    found = []
    for weight in model.parameters():
        noise = torch.randn_like(weight)
        if weight.dim() > 1:
            noise *= weight.norm(dim=1, keepdim=True) / noise.norm(dim=1, keepdim=True)
        else:
            noise.zero_()
        found.append(noise)
    return found


start = [weight.detach().clone() for weight in model.parameters()]
first, second = direction(), direction()
x = torch.linspace(-1, 1, 51).tolist()
y = torch.linspace(-1, 1, 51).tolist()
z = []
with torch.no_grad():
    for b in y:
        row = []
        for a in x:
            for weight, center, u, v in zip(model.parameters(), start, first, second):
                weight.copy_(center + a * u + b * v)
            row.append(criterion(model(inputs), targets).item())
        z.append(row)

json.dump({"title": "Two Random Directions", "xLabel": "first", "yLabel": "second", "zLabel": "BCE Loss", "x": x, "y": y, "z": z}, sys.stdout)
