"""One Spark session that stays warm and answers queries: SQL in the body of a POST, CSV back.

    python spark_session.py --port 10015 flights=flights.parquet

gives each NAME=FILE (Parquet, or CSV with a header) as a table, kept in memory where it fits. `spark-sql` starts anew for every
query, which takes some 25 s each; a client of this session is

    --engine 'curl -s --fail-with-body --data-binary @- http://127.0.0.1:10015' --dialect spark

It listens to this machine alone, and whoever can reach the port can ask what the session may.
"""

import argparse
import csv
import http.server
import io

from pyspark.sql import SparkSession

parser = argparse.ArgumentParser()
parser.add_argument("--master", default="local[*]")
parser.add_argument("--port", type=int, default=10015)
parser.add_argument("tables", nargs="*", metavar="NAME=FILE")
given = parser.parse_args()

spark = (
    SparkSession.builder.master(given.master)
    .config("spark.ui.enabled", "false")
    .config("spark.log.level", "ERROR")
    .config("spark.sql.shuffle.partitions", "4")
    .getOrCreate()
)
for table in given.tables:
    name, file = table.split("=", 1)
    is_csv = file.endswith(".csv")
    frame = spark.read.csv(file, header=True, inferSchema=True) if is_csv else spark.read.parquet(file)
    frame.cache().createOrReplaceTempView(name)


def answer(query):
    frame = spark.sql(query.strip().rstrip(";"))
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(frame.columns)
    for row in frame.collect():
        out.writerow("" if cell is None else repr(cell) if isinstance(cell, float) else cell for cell in row)
    return text.getvalue()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            status, text = 200, answer(query)
        except Exception as error:
            status, text = 400, str(error).split("\n\n")[0]
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", given.port), Handler)
print(f"ready on port {server.server_port}", flush=True)
server.serve_forever()
