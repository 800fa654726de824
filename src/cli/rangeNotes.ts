import type { Landscape } from "../core/landscape.ts";
import type { FigureOptions } from "../render/figureOptions.ts";
import { shortCount } from "./shortNumber.ts";

/** Says of each panel how many of its losses a given vertical range leaves out. */
export function rangeNotes(panels: readonly Landscape[], { zRange }: FigureOptions): string[] {
  if (!zRange) return [];
  const { min, max } = zRange;
  return panels.flatMap(({ z }, index) => {
    const count = (isOut: (loss: number) => boolean) =>
      z.reduce((sum, loss) => sum + (Number.isFinite(loss) && isOut(loss) ? 1 : 0), 0);
    const below = count((loss) => loss < min);
    const above = count((loss) => loss > max);
    const parts = [
      below > 0 ? `${shortCount(below)} below --z-range, drawn at ${min}` : "",
      above > 0 ? `${shortCount(above)} above --z-range, taken away at ${max}` : "",
    ].filter(Boolean);
    if (parts.length === 0) return [];
    return [`panel ${index + 1}: of ${shortCount(z.length)} losses ${parts.join("; ")}`];
  });
}
