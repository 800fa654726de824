#!/bin/sh
# Makes what the folders of the examples hold beside their commands and inputs.
set -eu
cd "$(dirname "$0")"
for folder in lesson table network warehouse; do "$folder/run.sh"; done
figures=$(mktemp -d)
ci/run.sh "$figures"
cp "$figures/scale-1-1000-mse.png" ci
rm -r "$figures"
