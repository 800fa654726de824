#!/bin/sh
# Three PostgreSQL servers hold a third of a table each; a fourth sees them as one partitioned table
# through postgres_fdw. EXPLAIN shows where the sums are made; then the table is described through the
# fourth, and by the three servers' merged moments.
# As root the servers run as the user postgres. ROWS is the number of rows on each server.
set -eu
rows=${ROWS:-300000}
program=${LOSS_LANDSCAPE:-npx loss-landscape}
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
folder=$(mktemp -d)
chmod 755 "$folder"
as=""
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as="runuser -u postgres --"
fi

start() {
    $as "$bin/initdb" -D "$folder/$1" -U tester -A trust -N >/dev/null
    $as "$bin/pg_ctl" -D "$folder/$1" -w -l "$folder/$1.log" \
        -o "-k $folder -p $2 -c listen_addresses= -F" start >/dev/null
}
stop() {
    for server in north middle south front; do
        $as "$bin/pg_ctl" -D "$folder/$server" -m immediate stop >/dev/null 2>&1 || true
    done
    rm -rf "$folder"
}
trap stop EXIT
on() {
    port=$1
    shift
    psql -X -q -h "$folder" -p "$port" -U tester -d postgres -v ON_ERROR_STOP=1 "$@"
}

start front 5440
on 5440 -c "CREATE EXTENSION postgres_fdw" \
    -c "CREATE TABLE flights (region int, distance double precision, departure double precision, delay double precision) PARTITION BY LIST (region)"
region=0
for server in north middle south; do
    region=$((region + 1))
    port=$((5440 + region))
    start $server $port
    on $port -c "CREATE TABLE flights AS SELECT $region AS region, 100 + 2500 * random() AS distance,
        1440 * random() AS departure, 30 * random() - 10 + 5 * $region AS delay FROM generate_series(1, $rows)" \
        -c "ANALYZE flights"
    on 5440 -c "CREATE SERVER $server FOREIGN DATA WRAPPER postgres_fdw
        OPTIONS (host '$folder', port '$port', dbname 'postgres', use_remote_estimate 'true', async_capable 'true')" \
        -c "CREATE USER MAPPING FOR tester SERVER $server OPTIONS (user 'tester', password_required 'false')" \
        -c "CREATE FOREIGN TABLE flights_$server PARTITION OF flights FOR VALUES IN ($region) SERVER $server OPTIONS (table_name 'flights')"
done
on 5440 -c "ALTER DATABASE postgres SET enable_partitionwise_aggregate = on"

query=$($program describe --engine psql --table flights --features distance,departure --target delay \
    --scalers none --explain-sql | sed -n '/Step 2/,/;$/p' | sed 's/<avg_[0-9]>/500/g; /^--/d; s/;$//')
# The plan of the second query, and how long it takes. PostgreSQL sums on the servers what is grouped
# by the column that the table is partitioned by; without it, it fetches the rows.
grouped="$(echo "$query" | sed "s/^SELECT COUNT/SELECT region, COUNT/; s/ AS v0/ AS v0, region/; s/(SELECT v0/(SELECT region, v0/g") GROUP BY region"
for asked in "$query" "$grouped"; do
    echo
    on 5440 -At -c "EXPLAIN (VERBOSE, COSTS OFF) $asked" | grep -E "Aggregate|Foreign Scan|Append"
    on 5440 -c '\timing on' -c "$asked" | grep Time
done

# The same by moments: a kilobyte from each server, merged.
for region in 1 2 3; do
    $program moments --engine "psql -h $folder -p $((5440 + region)) -U tester -d postgres" --table flights \
        --features distance,departure --target delay --out "$folder.$region.json"
done
on_front="psql -h $folder -p 5440 -U tester -d postgres"
$program describe --engine "$on_front" --table flights --features distance,departure --target delay --intercept >"$folder.whole"
$program describe --moments "$folder".[123].json --intercept >"$folder.merged"
echo
cmp "$folder.whole" "$folder.merged" && echo "One query to the front and three servers' merged moments say the same:"
cat "$folder.merged"
rm -f "$folder".[123].json "$folder.whole" "$folder.merged"
