import { InputError } from "../../core/errors.ts";
import { MissingCanvas } from "../../render/standIn/missingCanvas.ts";
import { typed } from "./flags.ts";
import { oneLine } from "../../core/wording.ts";

const MOST_CHARACTERS = 2000;

/** An error as one line for a reader, or as the three that say what to install. */
export function failureMessage(error: unknown): string {
  if (error instanceof MissingCanvas) return error.message;
  const message = oneLine(textOf(error));
  const short =
    message.length > MOST_CHARACTERS ? `${message.slice(0, MOST_CHARACTERS)}…` : message;
  if (isForeseen(error)) return short;
  if (error instanceof RangeError && /allocation failed|Invalid .*length/.test(message)) {
    return `not enough memory (${short})`;
  }
  return `internal error: ${short}`;
}

function textOf(error: unknown): string {
  if (error instanceof InputError) return error.worded(typed);
  if (isFolderGone(error)) return "cannot read the current folder: it was deleted";
  return error instanceof Error ? error.message : String(error);
}

/** Where the process was started in a folder that is no more. */
function isFolderGone(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "uv_cwd";
}

/** 2: the input is wrong, 1: it failed while running. */
export function exitStatus(error: unknown): 1 | 2 {
  return error instanceof InputError ? 2 : 1;
}

/** Wrong input, and what cannot be read, written or started, is foreseen; everything else is a mistake of this program. */
function isForeseen(error: unknown): boolean {
  if (error instanceof InputError || isFolderGone(error)) return true;
  if (error instanceof Error && error.name === "EngineError") return true;
  return error instanceof Error && /^cannot (read|write|start) /.test(error.message);
}
