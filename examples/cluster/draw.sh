#!/usr/bin/env bash
# Finds all answers in the folder, evaluates what no shard has, and draws.
set -euo pipefail
: "${LOSS_LANDSCAPE:=npx loss-landscape}"
here=${SLURM_SUBMIT_DIR:-$(dirname "$0")}
"$here/surface.sh" --out surface.json
$LOSS_LANDSCAPE render --from surface.json --z-scale log --contours 10 --out surface.png
