#!/bin/sh
# Momentum's way down, a frame for each number of steps: frames by `batch`, a GIF by ffmpeg.
set -e
cd "$(dirname "$0")"
${LOSS_LANDSCAPE:-npx loss-landscape} batch descent.json --out-dir "${1:-.}" --quiet
cd "${1:-.}"
ffmpeg -v error -y -framerate 4 -i frames/%04d.png \
  -vf "split[a][b];[a]palettegen=max_colors=64[p];[b][p]paletteuse=dither=none" descent.gif
