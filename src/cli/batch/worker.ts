import { drawFigure, type DrawTask } from "./draw.ts";

// A process of its own for drawing: node-canvas's fonts are not safe on several threads of one.
process.on("message", (task: DrawTask) => {
  void drawFigure(task).then((outcome) => process.send?.(outcome));
});

// Ctrl-C reaches the whole group of processes; the batch decides what becomes of this one.
process.on("SIGINT", () => {});
