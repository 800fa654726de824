#!/bin/sh
# The pictures of the README; run it in this folder's parent.
set -eu
program=${LOSS_LANDSCAPE:-npx loss-landscape}

$program render --explain --out examples/explain.png
$program render --out examples/tutorial.png
$program render --from test/fixtures/nn/shallow.h5 test/fixtures/nn/deep.h5 \
  --titles 'One hidden layer,Fourteen hidden layers' --z-scale log --same-z \
  --contours 10 --colorbar --elevation 42 --out examples/networks.png
