import { addOptions } from "./addOptions.ts";
import { LandscapeCommand } from "./command.ts";
import { describe } from "./commands/describe.ts";
import { grid } from "./commands/grid.ts";
import { render } from "./commands/render.ts";
import { EXAMPLES } from "./examples.ts";
import { VERSION } from "./generator.ts";
import {
  BATCH_OPTIONS,
  DESCRIBE_OPTIONS,
  GRID_OPTIONS,
  MOMENTS_OPTIONS,
  RENDER_OPTIONS,
  SQL_OPTIONS,
  type BatchGiven,
  type MomentsGiven,
  type SqlGiven,
} from "./options/commandOptions.ts";
import { DIRECTIONS_OPTIONS, type DirectionsGiven } from "./options/directionsOptions.ts";
import { EVALUATE_OPTIONS, type EvaluateGiven } from "./options/evaluateOptions.ts";
import type { Session } from "./session.ts";

/**
 * The command line as a tree of commands and options; parsing runs the command that is named.
 *
 * @param session takes what is printed and the exit status
 */
export function createProgram(session: Session): LandscapeCommand {
  const print = (text: string) => {
    session.printed += text;
  };
  const program = new LandscapeCommand("loss-landscape");
  program
    .exitOverride()
    .configureHelp({ optionDescription: ({ description }) => description })
    .configureOutput({ writeOut: print, writeErr: print })
    .description("Computes the loss landscape of a model over two of its weights and draws it.")
    .version(VERSION, "--version", "print the version")
    .helpOption("--help", "print this help")
    .helpCommand(false)
    .addHelpText("after", EXAMPLES.program);

  addOptions(program.command("render"), RENDER_OPTIONS)
    .description("draw the landscapes as a picture")
    .addHelpText("after", EXAMPLES.render)
    .action(render);

  addOptions(program.command("grid"), GRID_OPTIONS)
    .description("write the landscapes as numbers: JSON, CSV or NPZ")
    .addHelpText("after", EXAMPLES.grid)
    .action(grid);

  addOptions(program.command("describe"), DESCRIBE_OPTIONS)
    .description("say what the landscapes mean: optimum, curvature, steps needed")
    .addHelpText("after", EXAMPLES.describe)
    .action(describe);

  addOptions(program.command("moments"), MOMENTS_OPTIONS)
    .description("write a table's moments, enough for its mse landscapes; several are merged")
    .addHelpText("after", EXAMPLES.moments)
    .action(async (given: MomentsGiven) => {
      const { moments } = await import("./commands/moments.ts");
      await moments(given);
    });

  addOptions(program.command("sql"), SQL_OPTIONS)
    .description("print the queries that compute the moments, to paste elsewhere")
    .addHelpText("after", EXAMPLES.sql)
    .action(async (given: SqlGiven) => {
      const { sql } = await import("./commands/sql.ts");
      await sql(given);
    });

  addOptions(program.command("batch"), BATCH_OPTIONS)
    .description("draw many figures")
    .argument("<MANIFEST>", "JSON or NDJSON: the options of each figure and its out; - is stdin")
    .addHelpText("after", EXAMPLES.batch)
    .action(async (manifest: string, given: BatchGiven) => {
      const { batch } = await import("./commands/batch.ts");
      session.status = await batch(manifest, given);
    });

  addOptions(program.command("directions"), DIRECTIONS_OPTIONS)
    .description("make the plane to look at from a network's weights or checkpoints")
    .addHelpText("after", EXAMPLES.directions)
    .action(async (given: DirectionsGiven) => {
      const { directions } = await import("./commands/directions.ts");
      await directions(given);
    });

  addOptions(program.command("evaluate"), EVALUATE_OPTIONS)
    .description("ask a program for the loss at each point and write the surface")
    .argument("<COMMAND...>", "after --: the program and its arguments")
    .addHelpText("after", EXAMPLES.evaluate)
    .action(async (words: string[], given: EvaluateGiven) => {
      const { evaluate } = await import("./commands/evaluate.ts");
      session.status = await evaluate(words, given);
    });

  program
    .command("completion")
    .description("print a script that completes commands and options")
    .argument("<SHELL>", "bash, zsh or fish")
    .addHelpText("after", EXAMPLES.completion)
    .action(async (shell: string) => {
      const { completion } = await import("./commands/completion.ts");
      await completion(shell, program);
    });

  return program;
}
