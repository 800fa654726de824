import type { Landscape } from "../../core/landscape.ts";
import type { SizedOptions } from "./figure.ts";
import type { FigureWords } from "../formats/imageFormat.ts";
import { findings } from "../marks/findings.ts";
import { panelTitles } from "./panelScales.ts";
import { formatCompact } from "../scales/numberFormat.ts";
import { oneLine } from "../text/measure.ts";

/** What a figure shows in words: its title, and a sentence for each panel with what is found in it. */
export function figureWords(
  landscapes: readonly Landscape[],
  options: SizedOptions,
  conclusion?: string,
): FigureWords {
  const titles = panelTitles(landscapes, options).map(oneLine);
  const sentences = landscapes.map((landscape, k) => {
    const facts = [rangesOf(landscape, options.labels), optimumOf(landscape), foundIn(landscape)];
    const name = titles[k] ? `${titles[k]}: ` : "";
    return `${name}${facts.filter(Boolean).join("; ")}.`;
  });
  if (conclusion) sentences.push(`${conclusion}.`);
  const title = oneLine(options.title ?? "") || titles.filter(Boolean).join(" | ");
  return { title: title || "Loss landscape", description: sentences.join(" ") };
}

function rangesOf(
  { x, y, z, xLabel, yLabel, zLabel }: Landscape,
  labels: readonly string[] = [],
): string {
  const [xName, yName, zName] = [xLabel, yLabel, zLabel].map((own, k) => oneLine(labels[k] ?? own));
  const ground = `${xName} ${range(x)}, ${yName} ${range(y)}`;
  const losses = range(z);
  return losses === undefined ? ground : `${zName} ${losses} over ${ground}`;
}

/** Of the finite values, if there are any. */
function range(values: Float64Array): string | undefined {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let k = 0; k < values.length; k++) {
    const value = values[k];
    if (value < lowest && value !== -Infinity) lowest = value;
    if (value > highest && value !== Infinity) highest = value;
  }
  if (lowest > highest) return undefined;
  return `from ${formatCompact(lowest)} to ${formatCompact(highest)}`;
}

function optimumOf({ optimum }: Landscape): string {
  if (!optimum?.exists) return "";
  const [x, y, z] = [optimum.x, optimum.y, optimum.z].map((value) => formatCompact(value));
  const name = optimum.sampled ? "lowest evaluated point" : "optimum";
  return `${name} (${x}, ${y}) with ${z}${optimum.inside ? "" : ", outside the window"}`;
}

function foundIn(landscape: Landscape): string {
  return (findings(landscape)[0] ?? "").replace(/\s+·\s+/g, ", ");
}
