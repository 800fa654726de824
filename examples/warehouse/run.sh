#!/bin/sh
# A warehouse: the rows stay where they are, here in DuckDB; what comes out are their moments.
set -eu
cd "$(dirname "$0")"
program=${LOSS_LANDSCAPE:-npx loss-landscape}
out=${1:-.}

$program sql --dialect postgres --table flights --features distance,hour --target delay \
  --out "$out/queries.sql"
$program moments --data flights.csv --sql 'SELECT distance, hour(date) AS hour, delay FROM data' \
  --target delay --out "$out/moments.json"
$program render --moments moments.json --intercept --descent gd --contours 10 \
  --out "$out/flights.png"
