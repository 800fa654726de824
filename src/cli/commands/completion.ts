import type { Command } from "commander";
import { InputError } from "../../core/errors.ts";
import { writeOutput } from "../../io/writeOutput.ts";
import { bashScript } from "../completion/bashScript.ts";
import { completedCommands } from "../completion/commandTree.ts";
import { fishScript } from "../completion/fishScript.ts";
import { SHELLS, type Shell } from "../completion/shells.ts";
import { zshScript } from "../completion/zshScript.ts";
import { Expected } from "../options/expected.ts";
import { choiceOf } from "../options/parseChoice.ts";
import { shown } from "../options/shown.ts";

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** `loss-landscape completion`: a script that completes this program's commands and options. */
export async function completion(shell: string, program: Command): Promise<void> {
  const script = SCRIPTS[readShell(shell)](completedCommands(program));
  await writeOutput("-", [script]);
}

function readShell(shell: string): Shell {
  try {
    return choiceOf(SHELLS)(shell);
  } catch (error) {
    if (!(error instanceof Expected)) throw error;
    throw new InputError(`completion ${shown(shell)}: expected ${error.message}`);
  }
}
