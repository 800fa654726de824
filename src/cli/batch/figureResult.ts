/** What became of one figure of a batch. */
export interface FigureResult {
  out: string;
  status: "drawn" | "unchanged" | "failed" | "not run";
  seconds: number;
  /** Of the finished file. */
  bytes?: number;
  sha256?: string;
  error?: string;
  notes?: string[];
}

interface BatchCounts {
  figures: number;
  drawn: number;
  unchanged: number;
  failed: number;
  notRun: number;
}

export function countResults(results: FigureResult[]): BatchCounts {
  const count = (status: FigureResult["status"]) =>
    results.filter((result) => result.status === status).length;
  return {
    figures: results.length,
    drawn: count("drawn"),
    unchanged: count("unchanged"),
    failed: count("failed"),
    notRun: count("not run"),
  };
}
