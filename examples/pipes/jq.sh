#!/usr/bin/env bash
# jq: the lowest loss of each grid and where it lies.
set -euo pipefail
: "${LOSS_LANDSCAPE:=npx loss-landscape}"
$LOSS_LANDSCAPE grid --quiet | jq -r '
  .panels[] | . as $panel
  | [.z | to_entries[] | .key as $i | .value | to_entries[] | {loss: .value, i: $i, j: .key}]
  | min_by(.loss)
  | "\($panel.title): \(.loss) at (\($panel.x[.j]), \($panel.y[.i]))"'
