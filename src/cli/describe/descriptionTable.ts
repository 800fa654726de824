import type { DescentPath, Landscape, ModelCurvature, Optimum } from "../../core/landscape.ts";
import { oneLine } from "../../core/wording.ts";
import { shortCount, shortNumber, stepsText } from "../messages/shortNumber.ts";
import { conclusion } from "./conclusion.ts";
import { hasHiddenWeights } from "../../core/finding.ts";
import { describeSurface, type SurfaceDescription, type SurfacePoint } from "../../core/surface.ts";

const UNKNOWN = "–";

interface Row {
  name: string;
  cell: (panel: Landscape) => string | undefined;
}

/** A row about a minimum that was computed; the lowest of evaluated points is none. */
function optimumRow(name: string, text: (optimum: Optimum) => string | undefined): Row {
  return {
    name,
    cell: ({ optimum }) => (optimum && !optimum.sampled ? text(optimum) : undefined),
  };
}

const OPTIMUM_ROWS: Row[] = [
  optimumRow("optimum", optimumText),
  optimumRow("loss at the optimum", ({ z }) => shortNumber(z)),
  optimumRow("gap to the minimum", gapText),
  optimumRow("inside the window", ({ inside }) => (inside ? "yes" : "no")),
];

const DESCENT_ROWS: Row[] = [
  { name: "descent", cell: ({ paths }) => paths?.map(descentText).join("; ") },
];

const GAP = "  ";

/** Local minima that a table lists beside the lowest point; JSON has them all. */
const MOST_MINIMA = 3;

/** Each row's name and text. */
const SURFACE_ROWS: {
  name: string;
  text: (surface: SurfaceDescription, panel: Landscape) => string | undefined;
}[] = [
  { name: "lowest loss", text: ({ lowest }, panel) => lowest && lowestText(lowest, panel) },
  {
    name: "lowest evaluated",
    text: (_, { optimum }) => (optimum?.sampled ? pointText(optimum) : undefined),
  },
  { name: "highest loss", text: ({ highest }) => highest && placeText(highest) },
  {
    name: "points not finite",
    text: ({ points, notFinite }) =>
      notFinite === 0 ? "none" : `${shortCount(notFinite)} of ${shortCount(points)}`,
  },
  {
    name: "eigenvalues at the lowest",
    text: ({ curvature }) => curvature?.eigenvalues.map(shortNumber).join(", "),
  },
  {
    name: "condition number there",
    text: ({ curvature }) =>
      curvature &&
      (Number.isNaN(curvature.conditionNumber)
        ? "none: it bends down"
        : shortNumber(curvature.conditionNumber)),
  },
  { name: "local minima", text: ({ minima }) => shortCount(minima.length) },
  { name: "deepest of the others", text: othersText },
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
      return surface && text(surface, panel);
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
  return `${tableBlocks(rows, width)}\n\n${wrapped(conclusion(panels), width)}\n`;
}

/** Words in lines of at most `width` characters, where none is longer. */
function wrapped(text: string, width: number): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}

function optimumText({ x, y, exists, unique }: Optimum): string {
  const place = `(${shortNumber(x)}, ${shortNumber(y)})`;
  if (!exists) return "none: separable data";
  return unique ? place : `${place} of least norm`;
}

/** Below 1e-15 nothing but rounding is left. */
function gapText({ gap }: Optimum): string | undefined {
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

/**
 * A table with its first column repeated in every block of columns that fit side by side; each block
 * has at least one. Blocks are separated by an empty line.
 *
 * @param rows of equal length, the first one the heads
 * @param width in characters
 */
function tableBlocks(rows: readonly string[][], width: number): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  const blocks: number[][] = [];
  let room = -1;
  for (let column = 1; column < widths.length; column++) {
    room -= GAP.length + widths[column];
    if (room < 0) {
      blocks.push([0]);
      room = width - widths[0] - GAP.length - widths[column];
    }
    blocks[blocks.length - 1].push(column);
  }
  return blocks.map((columns) => block(rows, columns, widths)).join("\n\n");
}

function block(rows: readonly string[][], columns: number[], widths: number[]): string {
  return rows
    .map((cells) => columns.map((column) => cells[column].padEnd(widths[column])))
    .map((cells) => cells.join(GAP).trimEnd())
    .join("\n");
}

/** What a surface's points say, where others computed it; our own are described by their formulas. */
export function foreignSurface(panel: Landscape): SurfaceDescription | undefined {
  return panel.loss === undefined ? describeSurface(panel) : undefined;
}

function placeText(point: SurfacePoint): string {
  return `${pointText(point)}${point.atEdge ? ", at the edge" : ""}`;
}

function pointText({ x, y, z }: { x: number; y: number; z: number }): string {
  return `${shortNumber(z)} at (${shortNumber(x)}, ${shortNumber(y)})`;
}

/** Interpolation may go below every point that was evaluated. */
function lowestText(lowest: SurfacePoint, { optimum }: Landscape): string {
  const isInterpolated = optimum?.sampled && lowest.z < optimum.z;
  return `${placeText(lowest)}${isInterpolated ? ", interpolated" : ""}`;
}

function othersText({ minima }: SurfaceDescription): string | undefined {
  const others = minima.slice(1, 1 + MOST_MINIMA).map((point) => {
    const climb = Number.isFinite(point.depth) ? `, ${shortNumber(point.depth)} deep` : "";
    return `${pointText(point)}${climb}`;
  });
  return others.length > 0 ? others.join("; ") : undefined;
}
