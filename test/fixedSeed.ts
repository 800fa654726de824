import fc from "fast-check";

// The same cases in every run: a change that fails them is a change of the program.
fc.configureGlobal({ seed: 20261125 });

/** Rounds of a test of endurance; `TEST_ROUNDS=10` makes them ten times as many. */
export function rounds(usual: number): number {
  return Math.ceil(usual * Number(process.env.TEST_ROUNDS ?? 1));
}
