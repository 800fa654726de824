import { GENERATOR } from "../generator.ts";
import type { Shard } from "../options/parseShard.ts";
import { countResults, type FigureResult } from "./figureResult.ts";

/** What became of each figure, as JSON. */
export function batchReport(
  manifest: string,
  shard: Shard | undefined,
  results: FigureResult[],
): string {
  const report = {
    generator: GENERATOR,
    manifest,
    shard: shard ? `${shard.index}/${shard.count}` : undefined,
    summary: countResults(results),
    figures: results,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
