#!/usr/bin/env bash
# gnuplot: the first panel as a heat map, from the long form of the CSV.
set -euo pipefail
: "${LOSS_LANDSCAPE:=npx loss-landscape}"
out=${1:-heatmap.png}
$LOSS_LANDSCAPE grid --quiet --scalers none --format csv | gnuplot -e "
  set terminal pngcairo size 700,500;
  set output '$out';
  set datafile separator ',';
  set xlabel 'Weight 1'; set ylabel 'Weight 2'; set cblabel 'MSE Loss';
  set autoscale xfix; set autoscale yfix;
  plot '-' every ::1 using 2:3:4 with image notitle
"
