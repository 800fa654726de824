import { parentPort, workerData } from "node:worker_threads";
import { logisticRows, type LogisticTask } from "../core/grid/logisticGrid.ts";

/** What a worker thread is started with: the task and the counter of grid rows taken so far. */
export interface LogisticWorkerData {
  task: LogisticTask;
  nextRow: Int32Array;
}

const { task, nextRow }: LogisticWorkerData = workerData;
const fill = logisticRows(task);
for (let i = Atomics.add(nextRow, 0, 1); i < task.y.length; i = Atomics.add(nextRow, 0, 1)) {
  fill(i);
  parentPort?.postMessage(i);
}
