import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Bench } from "../bench.ts";
import { ours } from "../programs.ts";

const RESOLUTION = 300;

/** The difference of both sides over the number of points is what evaluating costs beside the worker. */
export const evaluate: Bench = {
  name: "evaluate",
  work: "90,000 points from a worker that answers at once, with a journal",
  // 50 microseconds a point beside some 6 of the worker alone.
  targets: { "the worker alone": 9 },
  rounds: 3,
  sides({ folder }) {
    const worker = [process.execPath, resolve("test/bench/peers/quickWorker.js")];
    const places = Array.from({ length: RESOLUTION }, (_, k) => (2 * k) / (RESOLUTION - 1) - 1);
    const points = join(folder, "points.ndjson");
    writeFileSync(points, places.flatMap((y) => places.map((x) => `[${x}, ${y}]\n`)).join(""));
    const given = ["--resolution", String(RESOLUTION), "--journal", "journal", "--out", "s.npz"];
    const { name, command, args } = ours("evaluate", ...given, "--", ...worker);
    // Each time anew: a journal that has all answers asks nothing.
    const anew = ["-c", 'rm -rf journal; exec "$0" "$@"'];
    const alone = ["-c", '"$0" "$1" < "$2" > /dev/null', ...worker, points];
    return [
      { name, command: "sh", args: [...anew, command, ...args], timed: "process" },
      { name: "the worker alone", command: "sh", args: alone, timed: "process" },
    ];
  },
};
