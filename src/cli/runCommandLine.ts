import { CommanderError } from "commander";
import { COMMANDS } from "./commands/commands.ts";
import { namesOf } from "../core/options/texts.ts";
import { exitStatus, failureMessage } from "./messages/failure.ts";
import { createProgram, type Session } from "./program.ts";
import { writeResult } from "./output.ts";
import { TOPICS } from "./topics/topics.ts";
import { printLine } from "./terminal.ts";

/**
 * Runs one command line.
 *
 * @param args without node and script
 * @returns the exit status: 0 done, 1 failed while running, 2 the input is wrong
 */
export async function runCommandLine(args: string[]): Promise<number> {
  const { words, showsAll } = withoutAll(asOptions(args));
  const session: Session = { printed: "", status: 0, showsAll };
  try {
    const topic = topicOf(args);
    if (topic) return await explain(topic);
    const asked = namesOf(COMMANDS).filter((name) => name === words[0]);
    await createProgram(session, asked.length > 0 ? asked : undefined)
      .parseAsync(words, { from: "user" })
      .catch((reason: unknown) => finishEarly(reason, session));
    return session.status;
  } catch (error) {
    printLine(`loss-landscape: ${failureMessage(error)}`);
    if (process.env.LOSS_LANDSCAPE_DEBUG === "1" && error instanceof Error) {
      printLine(error.stack ?? "");
    }
    return exitStatus(error);
  }
}

/** `help formats`. */
function topicOf([word, topic, ...rest]: string[]): keyof typeof TOPICS | undefined {
  return word === "help" && rest.length === 0
    ? namesOf(TOPICS).find((name) => name === topic)
    : undefined;
}

async function explain(topic: keyof typeof TOPICS): Promise<number> {
  const { text } = await TOPICS[topic]();
  await writeResult("-", [text(COMMANDS)]);
  return 0;
}

/** `--help all` is `--help` that leaves nothing out. */
function withoutAll(words: string[]): { words: string[]; showsAll: boolean } {
  const place = words.findIndex((word) => word === "--help" || word === "-h");
  const showsAll = place >= 0 && words[place + 1] === "all";
  return { words: showsAll ? words.toSpliced(place + 1, 1) : words, showsAll };
}

/** `help`, `help COMMAND` and `version` mean the options of these names. */
function asOptions(args: string[]): string[] {
  const [word, ...rest] = args;
  if (word === "help") {
    const isAll = rest.at(-1) === "all";
    return asOptions(isAll ? [...rest.slice(0, -1), "--help", "all"] : [...rest, "--help"]);
  }
  if (word === "version") return ["--version", ...rest];
  // Help of a command that does not exist is a complaint, not the help of all.
  const isUnknown = args.length > 0 && !word.startsWith("-") && !Object.hasOwn(COMMANDS, word);
  return isUnknown ? [word] : args;
}

/** `--help` and `--version`; the help that appears because no command was given is a complaint. */
async function finishEarly(reason: unknown, session: Session): Promise<void> {
  if (!(reason instanceof CommanderError)) throw reason;
  if (reason.exitCode === 0) {
    await writeResult("-", [session.printed]);
  } else {
    printLine(session.printed.trimEnd());
    session.status = 2;
  }
}
