import { closeSync, openSync, writeSync } from "node:fs";
import { DEVICE_ATTRIBUTES, PROTOCOLS, type Protocol } from "./protocols.ts";

/** Every terminal answers DA1; one that does not within this time is none that shows pictures. */
const PATIENCE_MS = 1000;
const QUERY_DEVICE_ATTRIBUTES = "\x1b[c";
const QUERY_SIZE = "\x1b[14t";
const SIZE = /␛\[4;\d+;(\d+)t/;

/** A terminal that shows pictures. */
export interface PictureTerminal {
  protocol: Protocol;
  /** Of its text area in pixels, where it tells. */
  width?: number;
}

/** How the terminal shows pictures, by its own answers; nothing where it does not. */
export async function askTerminal(): Promise<PictureTerminal | undefined> {
  // These print a question that they do not understand.
  if (["dumb", "linux", ""].includes(process.env.TERM ?? "")) return undefined;
  const protocols: Protocol[] = Object.values(PROTOCOLS);
  // Last the question that all answer: then there is nothing more to wait for.
  const asked = protocols.map(({ query }) => query).join("");
  const queries = asked + QUERY_SIZE + QUERY_DEVICE_ATTRIBUTES;
  const answers = await answersTo(queries).catch(() => "");
  const protocol = protocols.find(({ isKnown }) => isKnown(answers));
  const width = Number(SIZE.exec(answers)?.[1] ?? 0);
  return protocol && { protocol, ...(width > 0 && { width }) };
}

/** Speaks with the terminal itself, whatever standard input is. */
async function answersTo(queries: string): Promise<string> {
  const { ReadStream } = await import("node:tty");
  const [reading, writing] = [openSync("/dev/tty", "r"), openSync("/dev/tty", "w")];
  const input = new ReadStream(reading);
  try {
    input.setRawMode(true);
    return await new Promise((resolve) => {
      let answers = "";
      const finish = () => {
        clearTimeout(patience);
        resolve(answers);
      };
      const patience = setTimeout(finish, PATIENCE_MS);
      input.on("error", finish);
      input.on("data", (bytes: Buffer) => {
        answers += bytes.toString("latin1").replaceAll("\x1b", "␛");
        if (DEVICE_ATTRIBUTES.test(answers)) finish();
      });
      writeSync(writing, queries);
    });
  } finally {
    input.setRawMode(false);
    input.destroy();
    closeSync(writing);
  }
}
