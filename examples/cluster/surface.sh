#!/usr/bin/env bash
# The surface that all shards work on: surface.sh [further options of evaluate].
# LOSS_LANDSCAPE names the program, LOSS the command that answers points, JOURNAL a folder that all see.
set -euo pipefail
: "${LOSS_LANDSCAPE:=npx loss-landscape}" "${LOSS:=python loss.py}" "${JOURNAL:=journal}"
exec $LOSS_LANDSCAPE evaluate --w1 -1:1:51 --w2 -1:1:51 --journal "$JOURNAL" "$@" -- $LOSS
