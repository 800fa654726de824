import type { Landscape } from "../../core/landscape.ts";
import type { AnyGiven } from "../../core/options/table.ts";
import type { FigureOptions } from "../../render/figure/figureOptions.ts";
import { IMAGE_FORMATS, LEAST_DPI } from "../../render/formats/imageFormats.ts";
import { FIGURE_KINDS } from "../../render/kinds/figureKinds.ts";
import type { FigureKind } from "../../render/kinds/figureKind.ts";
import { flagOf } from "./flags.ts";
import { shortCount } from "./shortNumber.ts";

/**
 * What a reader of a picture should know of it: losses that it leaves out, and options that say
 * nothing of it. One line each.
 *
 * @param given what was typed, or stands in a manifest
 */
export async function figureNotes(
  panels: readonly Landscape[],
  given: AnyGiven,
  options: FigureOptions,
): Promise<string[]> {
  const kind: FigureKind = await FIGURE_KINDS[options.kind]();
  const idle = (kind.ignores ?? []).filter((key) => given[key] !== undefined);
  return [
    ...rangeNotes(panels, options),
    ...idle.map((key) => `${flagOf(key)} says nothing of a figure of kind ${options.kind}`),
    ...sampleNotes(panels, options),
    ...resolutionNotes(options),
  ];
}

function sampleNotes(
  panels: readonly Landscape[],
  { kind, samplesShown }: FigureOptions,
): string[] {
  if (!samplesShown || kind === "convergence") return [];
  if (panels.some(({ sampled }) => sampled)) return [];
  return ["--samples-shown: no point was interpolated, so none is shown as evaluated"];
}

function resolutionNotes({ format, dpi }: FigureOptions): string[] {
  if (dpi === undefined || dpi >= LEAST_DPI || !IMAGE_FORMATS[format].isVector) return [];
  return [
    `--dpi ${dpi}: in ${format.toUpperCase()} lines and letters have no pixels, and what is painted has at least ${LEAST_DPI} to the inch`,
  ];
}

/** Says of each panel how many of its losses a given vertical range leaves out. */
function rangeNotes(panels: readonly Landscape[], { zRange }: FigureOptions): string[] {
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
