import { batch } from "./batch.ts";
import { colormaps } from "./colormaps.ts";
import type { CommandSpec } from "./command.ts";
import { completion } from "./completion.ts";
import { describe } from "./describe.ts";
import { directions } from "./directions.ts";
import { evaluate } from "./evaluate.ts";
import { grid } from "./grid.ts";
import { moments } from "./moments.ts";
import { recipe } from "./recipe.ts";
import { render } from "./render.ts";
import { sql } from "./sql.ts";

/** The commands, in the order of the help. */
export const COMMANDS = {
  ...{ render, grid, describe, moments, sql, batch, directions, evaluate },
  ...{ recipe, colormaps, completion },
} satisfies Record<string, CommandSpec>;
