/** Exit statuses by the convention of shells: 128 and the signal's number. */
const STATUSES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Ends the process when it is told to.
 *
 * @param onEnd what is left to do, at once
 * @returns a function that takes it back
 */
export function endOnSignals(onEnd: () => void): () => void {
  const end = (signal: keyof typeof STATUSES) => {
    onEnd();
    process.exit(STATUSES[signal]);
  };
  const signals = Object.keys(STATUSES) as (keyof typeof STATUSES)[];
  for (const signal of signals) process.once(signal, end);
  return () => signals.forEach((signal) => process.off(signal, end));
}
