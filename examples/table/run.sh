#!/bin/sh
# A table of one's own: what a car needs, by its power and its weight; which penguins are male.
set -eu
cd "$(dirname "$0")"
program=${LOSS_LANDSCAPE:-npx loss-landscape}
out=${1:-.}

$program render --data cars.csv --features Horsepower,Weight_in_lbs --target Miles_per_Gallon \
  --intercept --missing drop --explain --out "$out/cars.png"
$program describe --data cars.csv --features Horsepower,Weight_in_lbs --target Miles_per_Gallon \
  --intercept --missing drop >"$out/cars.txt"
$program render --data penguins.csv --features 'Beak Depth (mm),Body Mass (g)' --target Sex \
  --loss logistic --intercept --missing drop --kind contour --z-scale log --colorbar \
  --width 1300 --height 560 --out "$out/penguins.png"
