import { findingOf } from "../../core/finding.ts";
import type { Landscape } from "../../core/landscape.ts";
import { gaitOf, type Gait } from "../explain/gait.ts";
import { formatCompact } from "../scales/numberFormat.ts";

/**
 * What a panel shows, in one line: how well conditioned it is, and what that costs. Several
 * wordings of the same numbers, the longest first: where there is no room words are left out, never
 * digits.
 */
export function findings(panel: Landscape): string[] {
  const { ofModel, conditionNumber, steps, isEstimate, diverges } = findingOf(panel);
  const [path] = panel.paths ?? [];
  // Beside hidden weights the path is the plane's, and the words are about the model.
  const gait = path && !ofModel ? gaitOf(panel, path) : undefined;
  const count = steps === undefined ? undefined : stepsWords(diverges, steps, isEstimate, gait);
  const of = ofModel ? "model: " : "";
  if (conditionNumber === undefined) return (count ?? []).map((words) => of + words);
  const condition = formatCount(conditionNumber);
  if (!count) return [`${of}condition number ${condition}`, `${of}condition ${condition}`];
  return [
    `${of}condition number ${condition}  ·  ${count[0]}`,
    `${of}condition number ${condition}  ·  ${count[1]}`,
    `${of}condition ${condition}  ·  ${count[1]}`,
    `${of}κ ${condition} · ${count[1]}`,
    `${of}${count[1]}`,
  ];
}

function stepsWords(
  diverges: boolean,
  steps: number,
  isEstimate: boolean,
  gait: Gait | undefined,
): [long: string, short: string] {
  if (diverges) return ["descent diverges", "diverges"];
  if (!Number.isFinite(steps)) return ["never converges", "never"];
  const count = `${isEstimate ? "about " : ""}${formatCount(steps)}`;
  const short = `${count} ${steps === 1 ? "step" : "steps"}`;
  return [`${short} ${gait ? WAYS[gait] : "to the optimum"}`, short];
}

const WAYS: Record<Gait, string> = {
  swinging: "from wall to wall",
  straight: "straight to the optimum",
};

function formatCount(value: number): string {
  return formatCompact(value, value < 100 ? 3 : 5);
}
