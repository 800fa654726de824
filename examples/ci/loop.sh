#!/usr/bin/env bash
# A figure for each seed; the first that fails ends the loop.
set -euo pipefail
: "${LOSS_LANDSCAPE:=npx loss-landscape}"
out=${1:-figures}
mkdir -p "$out"

for seed in 0 1 2; do
  $LOSS_LANDSCAPE render --quiet --seed "$seed" --window auto --width 900 --height 420 --out "$out/seed-$seed.png"
done

# The condition numbers beside them, a line each.
for seed in 0 1 2; do
  $LOSS_LANDSCAPE describe --quiet --json --seed "$seed" |
    jq -r --arg seed "$seed" '[$seed] + [.panels[].conditionNumber] | @tsv'
done >"$out/condition-numbers.tsv"
