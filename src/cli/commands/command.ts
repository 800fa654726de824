import type { AnyGiven, OptionTable } from "../../core/options/table.ts";

/** One command of the program; what takes time to load is loaded when it runs. */
export interface CommandSpec {
  /** One line for `--help`. */
  summary: string;
  options: OptionTable;
  /** Its words beside the options. */
  argument?: {
    /** As help shows it: `MANIFEST`. */
    name: string;
    help: string;
    isOptional?: boolean;
    /** What can be completed; a file where there are none. */
    words?: readonly string[];
    /** All the words that follow, options of another program among them. */
    takesRest?: boolean;
  };
  /** Shown below the options. */
  examples: string;
  /**
   * @param given what was typed, unread
   * @param words of the argument
   * @param commands all of the program's
   * @returns the exit status; nothing for 0
   */
  run(
    given: AnyGiven,
    words: string[],
    commands: Record<string, CommandSpec>,
  ): Promise<number | void>;
}
