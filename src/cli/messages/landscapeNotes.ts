import type { Landscape, Optimum } from "../../core/landscape.ts";
import { lossOf } from "../../core/losses/losses.ts";
import { shown } from "../../core/wording.ts";
import { shortNumber } from "./shortNumber.ts";

/** The largest gap of an optimum that goes without a word. */
const PROMISED_GAP = 1e-10;

/** What a reader of the landscapes should know: one line for each finding. */
export function landscapeNotes(panels: Landscape[]): string[] {
  return panels.flatMap((panel) => {
    const name = shown(panel.title);
    return findings(panel).map((finding) => `${name}: ${finding}`);
  });
}

/** Of a list of rows so many are named. */
const ROWS_NAMED = 5;

function separationText(optimum: Optimum): string {
  const { separated, edge = 0, separatedRows = [], edgeRows = [] } = optimum;
  const end = "so the loss has no minimum; it falls on without end";
  if (separated === undefined || edge === 0) return `the data are separable, ${end}`;
  const rows = separated === 1 ? "1 row is" : `${separated} rows are`;
  const edgeText = `${edge} on the edge between the classes${numbersOf(edgeRows)}`;
  return `the data are separable but for the edge (${rows} separated${numbersOf(separatedRows)}; ${edgeText}), ${end}`;
}

function numbersOf(rows: number[]): string {
  if (rows.length === 0) return "";
  const numbers = rows.slice(0, ROWS_NAMED).map((row) => `#${row}`);
  return `: ${numbers.join(", ")}${rows.length > ROWS_NAMED ? ", …" : ""}`;
}

function findings({ z, optimum, model, curvature, paths = [], loss }: Landscape): string[] {
  const found: string[] = [];
  let infinite = 0;
  for (let k = 0; k < z.length; k++) if (Math.abs(z[k]) === Infinity) infinite++;
  if (infinite > 0) {
    const losses = infinite === 1 ? "1 loss is" : `${infinite} losses are`;
    found.push(`${losses} infinite or beyond the largest number (1.8e308), drawn as holes`);
  }
  if (optimum && !optimum.exists) {
    found.push(separationText(optimum));
  } else if (optimum && !optimum.inside) {
    const place = `(${shortNumber(optimum.x)}, ${shortNumber(optimum.y)})`;
    found.push(`the optimum ${place} lies outside the window (--window auto frames it)`);
  }
  if (optimum?.gap !== undefined && !(optimum.gap <= PROMISED_GAP)) {
    found.push(
      `the optimum is not certain: the loss there may lie up to ${shortNumber(optimum.gap)} of itself above the minimum`,
    );
  }
  if (optimum?.uncenteredLoss !== undefined && optimum.z > 1.001 * optimum.uncenteredLoss) {
    const [before, after] = [optimum.uncenteredLoss, optimum.z].map(shortNumber);
    found.push(
      `centred features without a constant: the best loss rises from ${before} to ${after} (--intercept keeps it)`,
    );
  }
  const bend = model ?? curvature;
  const isSmooth = loss === undefined || lossOf(loss.name).shape === "quadratic";
  if (isSmooth && bend && !Number.isFinite(bend.conditionNumber)) {
    found.push(
      "the Hessian is singular: its condition number is infinite, the optimum is the one of least norm, and the best step is that of the directions that bend (1 / lambda_max where only one does)",
    );
  }
  for (const { diverged, rate = NaN } of paths) {
    if (diverged) found.push(`the descent diverges at step size ${shortNumber(rate)}`);
  }
  return found;
}
