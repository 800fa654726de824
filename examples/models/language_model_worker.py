"""Answers each point [x, y] with the mean loss of a token by a language model at origin + x * X + y * Y.

    loss-landscape directions --weights checkpoint/model.safetensors --seed 0 --out plane.safetensors
    loss-landscape evaluate --w1 -1:1:51 --w2 -1:1:51 --accuracy 0.02 --journal run --jobs 8 \
        --out surface.json -- python language_model_worker.py checkpoint plane.safetensors held-out.txt

In nats, over a text that was held out; the exponential of a loss is the perplexity.
The plane stays on the disk and is read a tensor at a time, so that a GPU holds the model only once.
"""
import json
import math
import os
import sys

import torch
from safetensors import safe_open
from transformers import AutoModelForCausalLM, AutoTokenizer

checkpoint, plane_file, text_file = sys.argv[1:]
device = "cpu"
if torch.cuda.is_available():
    device = f"cuda:{int(os.environ.get('LOSS_LANDSCAPE_WORKER', 0)) % torch.cuda.device_count()}"
model = AutoModelForCausalLM.from_pretrained(checkpoint).to(device).eval()
tokens = AutoTokenizer.from_pretrained(checkpoint)(open(text_file).read(), return_tensors="pt").input_ids
length = min(1024, model.config.max_position_embeddings)
windows = [w.to(device) for w in tokens.split(length, dim=1) if w.shape[1] > 1]
parameters = dict(model.named_parameters())

with torch.inference_mode(), safe_open(plane_file, framework="pt", device=device) as plane:
    names = [key.removeprefix("origin/") for key in plane.keys() if key.startswith("origin/")]
    for line in sys.stdin:
        x, y = json.loads(line)
        for name in names:
            start, along_x, along_y = (plane.get_tensor(f"{part}/{name}") for part in ("origin", "x", "y"))
            parameters[name].copy_(start + x * along_x + y * along_y)
        total = sum(model(w, labels=w).loss.item() * (w.shape[1] - 1) for w in windows)
        loss = total / sum(w.shape[1] - 1 for w in windows)
        print(loss if math.isfinite(loss) else "null", flush=True)
