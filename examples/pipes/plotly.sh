#!/usr/bin/env bash
# Plotly: a page with the first panel to turn by hand. A panel is a surface trace as it is.
set -euo pipefail
: "${LOSS_LANDSCAPE:=npx loss-landscape}"
out=${1:-surface.html}
figure=$($LOSS_LANDSCAPE grid --quiet | jq -c '.panels[0] | {
  data: [{type: "surface", x, y, z, colorscale: "Viridis"}],
  layout: {title: {text: .title}, scene: {
    xaxis: {title: {text: .xLabel}}, yaxis: {title: {text: .yLabel}}, zaxis: {title: {text: .zLabel}}}}
}')
cat >"$out" <<PAGE
<!doctype html>
<meta charset="utf-8">
<script src="https://cdn.plot.ly/plotly-2.35.2.min.js"></script>
<div id="surface" style="height: 90vh"></div>
<script>Plotly.newPlot("surface", $figure)</script>
PAGE

# And back: a Plotly figure is drawn as it is.
$LOSS_LANDSCAPE render --quiet --from - --out "${out%.html}.png" <<<"$figure"
