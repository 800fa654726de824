import type { DescentPath, Landscape } from "../../core/landscape.ts";
import { oneLine } from "../options/shown.ts";
import { shortCount, shortNumber } from "../shortNumber.ts";
import { conclusion } from "./conclusion.ts";

const UNKNOWN = "–";
const GAP = "  ";

interface Row {
  name: string;
  cell: (panel: Landscape) => string | undefined;
}

const ROWS: Row[] = [
  { name: "optimum", cell: ({ optimum }) => optimum && optimumText(optimum) },
  { name: "loss at the optimum", cell: ({ optimum }) => optimum && shortNumber(optimum.z) },
  { name: "inside the window", cell: ({ optimum }) => optimum && (optimum.inside ? "yes" : "no") },
  {
    name: "eigenvalues",
    cell: ({ curvature }) => curvature?.eigenvalues.map(shortNumber).join(", "),
  },
  {
    name: "condition number",
    cell: ({ curvature }) => curvature && shortNumber(curvature.conditionNumber),
  },
  {
    name: "largest stable step",
    cell: ({ curvature }) => curvature && shortNumber(curvature.largestStableRate),
  },
  { name: "best step", cell: ({ curvature }) => curvature && shortNumber(curvature.bestRate) },
  {
    name: "steps with the best step",
    cell: ({ curvature }) => curvature && shortCount(curvature.stepsToTolerance),
  },
  { name: "descent", cell: ({ paths }) => paths?.map(descentText).join("; ") },
];

/** A column a panel, a row a finding, and what follows from them in a sentence. */
export function descriptionTable(panels: Landscape[]): string {
  const rows = [
    ["", ...panels.map(({ title }) => oneLine(title))],
    ...ROWS.map(({ name, cell }) => [name, ...panels.map((panel) => cell(panel) ?? UNKNOWN)]),
  ].filter((cells) => cells[0] === "" || cells.slice(1).some((cell) => cell !== UNKNOWN));
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join(GAP)
      .trimEnd(),
  );
  return `${lines.join("\n")}\n\n${conclusion(panels)}\n`;
}

function optimumText({ x, y, exists, unique }: NonNullable<Landscape["optimum"]>): string {
  const place = `(${shortNumber(x)}, ${shortNumber(y)})`;
  if (!exists) return "none: separable data";
  return unique ? place : `${place} of least norm`;
}

function descentText({ method, rate, stepsToTolerance, diverged, x }: DescentPath): string {
  const steps = shortCount(x.length - 1);
  const outcome = diverged
    ? "diverges"
    : stepsToTolerance === undefined
      ? `${steps} steps`
      : Number.isFinite(stepsToTolerance)
        ? `${shortCount(stepsToTolerance)} steps needed`
        : `not there after ${steps} steps`;
  return `${method}${rate === undefined ? "" : `, step ${shortNumber(rate)}`}: ${outcome}`;
}
