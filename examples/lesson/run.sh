#!/bin/sh
# The lesson: why scaling makes gradient descent fast, and four optimisers side by side.
set -eu
cd "$(dirname "$0")"
program=${LOSS_LANDSCAPE:-npx loss-landscape}
out=${1:-.}

$program render --out "$out/tutorial.png"
$program render --explain --out "$out/explain.png"
$program render --kind contour --scalers none --scales 1,4 --intercept --axes x1,x2 --window auto \
  --descent gd,momentum,nesterov,adam --rate 0.1max --start 0,-1.4 --z-scale log \
  --titles 'Four optimisers: 200 steps at one rate' --width 900 --height 760 --out "$out/optimisers.png"
