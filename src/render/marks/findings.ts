import { findingOf } from "../../core/finding.ts";
import type { Landscape } from "../../core/landscape.ts";
import { formatCompact } from "../scales/numberFormat.ts";

/** What a panel shows, in one line: how well conditioned it is, and what that costs. */
export function findings(panel: Landscape): string {
  const { ofModel, conditionNumber, steps, isEstimate, diverges } = findingOf(panel);
  const parts: string[] = [];
  if (conditionNumber !== undefined) {
    parts.push(`condition number ${formatCount(conditionNumber)}`);
  }
  if (steps !== undefined) parts.push(stepsText(diverges, steps, isEstimate));
  return `${ofModel ? "model: " : ""}${parts.join("  ·  ")}`;
}

function stepsText(diverges: boolean, steps: number, isEstimate: boolean): string {
  if (diverges) return "descent diverges";
  if (!Number.isFinite(steps)) return "never converges";
  const count = `${isEstimate ? "about " : ""}${formatCount(steps)}`;
  return `${count} ${steps === 1 ? "step" : "steps"} to the optimum`;
}

function formatCount(value: number): string {
  return formatCompact(value, value < 100 ? 3 : 5);
}
