"""Answers each point [x, y] with the loss of a PyTorch model at origin + x * X + y * Y.

    loss-landscape evaluate ... --jobs 4 -- python pytorch_worker.py plane.npz

Put your own model and data in place of these two; the tensors of the plane have the names of its
state_dict(). Each of several jobs takes the GPU of its own number.
"""
import json
import os
import sys

import numpy as np
import torch
from torch.func import functional_call

device = "cpu"
if torch.cuda.is_available():
    device = f"cuda:{int(os.environ.get('LOSS_LANDSCAPE_WORKER', 0)) % torch.cuda.device_count()}"
model = torch.nn.Sequential(torch.nn.Linear(64, 16), torch.nn.ReLU(), torch.nn.Linear(16, 10)).to(device).eval()
random = np.random.RandomState(0)
labels = torch.arange(500, device=device) % 10
images = random.rand(10, 64)[labels.cpu()] + 0.3 * random.randn(500, 64)
images = torch.tensor(images, dtype=torch.float32, device=device)

plane = {k: torch.tensor(v, dtype=torch.float32, device=device) for k, v in np.load(sys.argv[1]).items()}
names = [key.removeprefix("origin/") for key in plane if key.startswith("origin/")]

with torch.inference_mode():
    for line in sys.stdin:
        x, y = json.loads(line)
        weights = {n: plane[f"origin/{n}"] + x * plane[f"x/{n}"] + y * plane[f"y/{n}"] for n in names}
        loss = torch.nn.functional.cross_entropy(functional_call(model, weights, images), labels).item()
        print(json.dumps(loss if np.isfinite(loss) else None), flush=True)
