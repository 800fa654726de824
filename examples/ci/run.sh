#!/bin/sh
# Many figures unattended: a manifest, drawn on all cores.
set -eu
cd "$(dirname "$0")"
program=${LOSS_LANDSCAPE:-npx loss-landscape}
out=${1:-.}

$program batch figures.json --quiet --out-dir "$out"
