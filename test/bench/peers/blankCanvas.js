import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";

// As CommonJS, which loads fastest: a floor.
const { createCanvas } = createRequire(import.meta.url)("canvas");

const canvas = createCanvas(1400, 600);
const context = canvas.getContext("2d");
context.fillStyle = "white";
context.fillRect(0, 0, 1400, 600);
context.fillStyle = "black";
context.fillText("word", 700, 300);
writeFileSync(process.argv[2], canvas.toBuffer("image/png"));
