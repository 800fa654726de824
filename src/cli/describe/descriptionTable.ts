import type { DescentPath, Landscape, ModelCurvature } from "../../core/landscape.ts";
import { oneLine } from "../../core/wording.ts";
import { shortCount, shortNumber, stepsText } from "../shortNumber.ts";
import { conclusion } from "./conclusion.ts";
import { foreignSurface, SURFACE_ROWS } from "./surfaceRows.ts";
import { tableBlocks } from "./tableBlocks.ts";
import { hasHiddenWeights } from "../../core/finding.ts";

const UNKNOWN = "–";

interface Row {
  name: string;
  cell: (panel: Landscape) => string | undefined;
}

const OPTIMUM_ROWS: Row[] = [
  { name: "optimum", cell: ({ optimum }) => optimum && optimumText(optimum) },
  { name: "loss at the optimum", cell: ({ optimum }) => optimum && shortNumber(optimum.z) },
  { name: "gap to the minimum", cell: ({ optimum }) => optimum && gapText(optimum) },
  { name: "inside the window", cell: ({ optimum }) => optimum && (optimum.inside ? "yes" : "no") },
];

const DESCENT_ROWS: Row[] = [
  { name: "descent", cell: ({ paths }) => paths?.map(descentText).join("; ") },
];

/** The rows of a curvature: of the whole model or of the plane. */
function curvatureRows(of: (panel: Landscape) => ModelCurvature | undefined): Row[] {
  const row = (name: string, text: (curvature: ModelCurvature) => string): Row => ({
    name,
    cell: (panel) => {
      const curvature = of(panel);
      return curvature && text(curvature);
    },
  });
  return [
    row("eigenvalues", ({ eigenvalues }) => eigenvalues.map(shortNumber).join(", ")),
    row("condition number", ({ conditionNumber }) => shortNumber(conditionNumber)),
    row("largest stable step", ({ largestStableRate }) => shortNumber(largestStableRate)),
    row("best step", ({ bestRate }) => shortNumber(bestRate)),
    row("steps with the best step", stepsText),
  ];
}

const PLANE_ROWS = curvatureRows(({ curvature }) => curvature);
const MODEL_ROWS = curvatureRows(({ model }) => model);

function rowsFor(panels: Landscape[]): (Row | string)[] {
  return [...surfaceRows(panels), ...modelRows(panels)];
}

function surfaceRows(panels: Landscape[]): Row[] {
  const surfaces = new Map(panels.map((panel) => [panel, foreignSurface(panel)]));
  return SURFACE_ROWS.map(({ name, text }) => ({
    name,
    cell: (panel) => {
      const surface = surfaces.get(panel);
      return surface && text(surface);
    },
  }));
}

/** Where weights beside the two drawn exist the model comes first and the plane has a name. */
function modelRows(panels: Landscape[]): (Row | string)[] {
  const deep = panels.find(hasHiddenWeights);
  if (!deep) return [...OPTIMUM_ROWS, ...PLANE_ROWS, ...DESCENT_ROWS];
  const axes = [deep.xLabel, deep.yLabel].map((label) => label.replace(/^Weight of /, ""));
  const plane = `this plane (${axes.map(oneLine).join(", ")})`;
  return [...OPTIMUM_ROWS, "the model", ...MODEL_ROWS, plane, ...PLANE_ROWS, ...DESCENT_ROWS];
}

/**
 * A column a panel, a row a finding, and what follows from them in a sentence.
 *
 * @param width in characters: panels that do not fit beside one another follow below
 */
export function descriptionTable(panels: Landscape[], width: number): string {
  const rows = [
    ["", ...panels.map(({ title }) => oneLine(title))],
    ...rowsFor(panels).map((row) =>
      typeof row === "string"
        ? [row, ...panels.map(() => "")]
        : [row.name, ...panels.map((panel) => row.cell(panel) ?? UNKNOWN)],
    ),
  ].filter((cells) => cells[0] === "" || cells.slice(1).some((cell) => cell !== UNKNOWN));
  return `${tableBlocks(rows, width)}\n\n${conclusion(panels)}\n`;
}

function optimumText({ x, y, exists, unique }: NonNullable<Landscape["optimum"]>): string {
  const place = `(${shortNumber(x)}, ${shortNumber(y)})`;
  if (!exists) return "none: separable data";
  return unique ? place : `${place} of least norm`;
}

/** Below 1e-15 nothing but rounding is left. */
function gapText({ gap }: NonNullable<Landscape["optimum"]>): string | undefined {
  if (gap === undefined) return undefined;
  return gap <= 1e-15 ? "below 1e-15 of the loss" : `${shortNumber(gap)} of the loss`;
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
