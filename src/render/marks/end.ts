import type { DescentPath } from "../../core/landscape.ts";
import { onSurface } from "../stage.ts";
import type { Stage } from "../stage.ts";
import { RIM } from "../theme.ts";
import type { Mark } from "./mark.ts";
import { inkedPaths } from "./pathInks.ts";
import { strokeEndDisc } from "./pathStroke.ts";

/** A large dot where a path ends. */
export const END: Mark = {
  plan({ figure, landscape }) {
    const paths = inkedPaths(figure.landscapes, landscape);
    return {
      stroke(stage) {
        for (const { path, ink } of paths) strokeEnd(stage, path, ink);
      },
    };
  },
};

/** Nothing where the path has not left its start. */
export function strokeEnd(stage: Stage, { x, y }: DescentPath, ink: number): void {
  const last = x.length - 1;
  if (last > 0) strokeEndDisc(stage, onSurface(stage, x[last], y[last]), RIM, ink, 0.6);
}
