#!/bin/sh
# A network: the training loss around the weights of a shallow and a deep one.
set -eu
cd "$(dirname "$0")"
program=${LOSS_LANDSCAPE:-npx loss-landscape}
out=${1:-.}

$program render --from shallow.h5 deep.h5 --titles 'One hidden layer,Fourteen hidden layers' \
  --z-scale log --same-z --contours 10 --colorbar --elevation 42 --out "$out/networks.png"
