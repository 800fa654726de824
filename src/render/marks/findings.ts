import type { Landscape } from "../../core/landscape.ts";
import { formatCompact } from "../scales/numberFormat.ts";

/** What a panel shows, in one line: how well conditioned it is, and what that costs. */
export function findings({ model, curvature: plane, paths }: Landscape): string {
  const curvature = model ?? plane;
  const parts: string[] = [];
  if (curvature) parts.push(`condition number ${formatCount(curvature.conditionNumber)}`);
  const [path] = paths ?? [];
  if (path?.stepsToTolerance !== undefined) {
    parts.push(stepsText(path.diverged, path.stepsToTolerance));
  } else if (curvature) parts.push(stepsText(false, curvature.stepsToTolerance));
  return parts.join("  ·  ");
}

function stepsText(diverged: boolean, steps: number): string {
  if (diverged) return "descent diverges";
  if (!Number.isFinite(steps)) return "never converges";
  return `${formatCount(steps)} ${steps === 1 ? "step" : "steps"} to the optimum`;
}

function formatCount(value: number): string {
  return formatCompact(value, value < 100 ? 3 : 5);
}
