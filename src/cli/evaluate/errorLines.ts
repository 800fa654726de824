const MOST_SHOWN = 100;

/** What workers say on standard error, a line each with the worker's number; a flood is cut off. */
export function errorLinePrinter(
  print: (line: string) => void,
): (worker: number, line: string) => void {
  const shown = new Map<number, number>();
  return (worker, line) => {
    const count = (shown.get(worker) ?? 0) + 1;
    shown.set(worker, count);
    if (count <= MOST_SHOWN) print(`worker ${worker}: ${line}`);
    if (count === MOST_SHOWN) print(`worker ${worker}: (what it says further is not shown)`);
  };
}
