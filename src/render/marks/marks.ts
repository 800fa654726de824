import { AXES } from "./axes.ts";
import { COLORBAR } from "./colorbar.ts";
import { CONTOURS } from "./contours.ts";
import { DROP_LINE } from "./dropLine.ts";
import { END } from "./end.ts";
import type { Mark } from "./mark.ts";
import { MESH } from "./mesh.ts";
import { OPTIMUM } from "./optimum.ts";
import { PANES } from "./panes.ts";
import { PATH } from "./path.ts";
import { RIM_OF_CUT } from "./rim.ts";
import { SAMPLES } from "./samples.ts";
import { START } from "./start.ts";

/** What the panels of surfaces show, in the order in which it is drawn and stands in the key. */
export const MARKS = {
  panes: PANES,
  mesh: MESH,
  contours: CONTOURS,
  rim: RIM_OF_CUT,
  samples: SAMPLES,
  start: START,
  path: PATH,
  end: END,
  dropLine: DROP_LINE,
  optimum: OPTIMUM,
  axes: AXES,
  colorbar: COLORBAR,
} satisfies Record<string, Mark>;
