#!/bin/sh
# The pictures of the README, into a folder (examples unless one is given); run it in this folder's parent.
set -eu
program=${LOSS_LANDSCAPE:-npx loss-landscape}
folder=${1:-examples}

$program render --explain --out "$folder/explain.png"
$program render --out "$folder/tutorial.png"
$program render --from test/fixtures/nn/shallow.h5 test/fixtures/nn/deep.h5 \
  --titles 'One hidden layer,Fourteen hidden layers' --z-scale log --same-z \
  --contours 10 --colorbar --elevation 42 --out "$folder/networks.png"
$program render --kind contour --scalers none --scales 1,4 --intercept --axes x1,x2 --window auto \
  --descent gd,momentum,nesterov,adam --rate 0.1max --start 0,-1.4 --z-scale log \
  --titles 'Four optimisers: 200 steps at one rate' --width 900 --height 760 --out "$folder/optimisers.png"
