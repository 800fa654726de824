import { hinge } from "./hinge.ts";
import { huber } from "./huber.ts";
import { logistic } from "./logistic.ts";
import type { Loss } from "./loss.ts";
import { mae } from "./mae.ts";
import { mse } from "./mse.ts";

export const LOSSES = { mse, mae, huber, logistic, hinge } satisfies Record<string, Loss>;
export type LossName = keyof typeof LOSSES;

/** A loss by its name, without regard to which. */
export function lossOf(name: LossName): Loss {
  return LOSSES[name];
}
