#!/bin/sh
# One network with and without skip connections: training, principal directions, surfaces, the figure.
set -e
cd "$(dirname "$0")"
tool=${LOSS_LANDSCAPE:-npx loss-landscape}
for kind in skip plain; do
  python3 network.py train $kind run/$kind
  $tool directions --checkpoints run/$kind/0*.npz --path $kind.csv --out run/$kind/plane.npz
  $tool evaluate --w1=-1:5:41 --w2=-2:2:41 --accuracy 0.02 --z-scale log --journal journal-$kind \
    --out run/$kind.json -- python3 network.py answer $kind run/$kind/plane.npz
done
$tool render --from run/skip.json run/plain.json --path 1:training=skip.csv 2:training=plain.csv \
  --z-scale log --z-range 1e-5:10 --elevation 40 --colormap viridis \
  --titles "With skip connections,Without" \
  --labels "first principal direction,second,cross-entropy" --out surfaces.png
