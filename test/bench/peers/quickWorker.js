// Answers points as fast as a worker can: what is left of the time is the tool's own.
import process from "node:process";
import { createInterface } from "node:readline";
import { writeSync } from "node:fs";

for await (const line of createInterface({ input: process.stdin })) {
  const [x, y] = JSON.parse(line);
  writeSync(1, `${x * x + y * y}\n`);
}
