/** Thrown where a value is not known yet. */
class Pending {
  constructor(readonly point: readonly number[]) {}
}

/**
 * Runs a computation whose function of a point takes time to answer: where a value is not known the
 * computation is left, the value asked for, and the computation begun again. It must do the same each
 * time. Its own work is repeated as often as it asks, so asking must be what takes long.
 */
export async function replayed<Value, Result>(
  ask: (point: readonly number[]) => Promise<Value>,
  compute: (at: (point: readonly number[]) => Value) => Result,
): Promise<Result> {
  const known = new Map<string, Value>();
  const at = (point: readonly number[]) => {
    const value = known.get(point.join());
    if (value === undefined) throw new Pending(point);
    return value;
  };
  for (;;) {
    try {
      return compute(at);
    } catch (pending) {
      if (!(pending instanceof Pending)) throw pending;
      known.set(pending.point.join(), await ask(pending.point));
    }
  }
}
