#!/bin/sh
# Three million flights of 2001 (npm package vega-datasets): the delay against the distance and the
# minute of the day at which a flight leaves. Draws flights.png here and says what it means.
set -eu
program=${LOSS_LANDSCAPE:-npx loss-landscape}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent vega-datasets@3.2.1 >/dev/null && tar xzf vega-datasets-*.tgz)
query="select delay, distance, hour(date) * 60 + minute(date) as departure from data"
set -- --data "$folder/package/data/flights-3m.parquet" --sql "$query" --features distance,departure --target delay --intercept
$program render "$@" --descent gd --contours 12 --width 1100 --height 520 --out "$here/flights.png"
$program describe "$@"
$program describe "$@" --loss mae
