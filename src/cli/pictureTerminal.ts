import { closeSync, openSync, writeSync } from "node:fs";

/** What every terminal answers to DA1, with the numbers of what it can do. */
const DEVICE_ATTRIBUTES = /␛\[\?([\d;]*)c/;

/** A way of showing pictures in a terminal. */
export interface Protocol {
  /** Asks whether the terminal knows it; nothing where the device attributes tell. */
  query: string;
  /** Whether the terminal's answers to all queries, with ␛ for escape, say that it does. */
  isKnown(answers: string): boolean;
  /** A PNG file as the terminal takes it. */
  encode(png: Uint8Array): Promise<string>;
}

/** Payloads longer than this are refused by kitty. */
const KITTY_CHUNK = 4096;
const MOST_COLORS = 256;

/** https://sw.kovidgoyal.net/kitty/graphics-protocol/ */
const KITTY: Protocol = {
  // A picture of one pixel, to be tried and not shown.
  query: "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\",
  isKnown: (answers) => answers.includes("␛_Gi=31;OK␛\\"),
  async encode(png) {
    const text = Buffer.from(png).toString("base64");
    const count = Math.ceil(text.length / KITTY_CHUNK);
    return Array.from({ length: count }, (_, k) => {
      const more = k < count - 1 ? 1 : 0;
      const control = k === 0 ? `a=T,f=100,q=2,m=${more}` : `m=${more}`;
      return `\x1b_G${control};${text.slice(k * KITTY_CHUNK, (k + 1) * KITTY_CHUNK)}\x1b\\`;
    }).join("");
  },
};

/** https://iterm2.com/documentation-images.html */
const ITERM: Protocol = {
  // The name and version of the terminal (XTVERSION).
  query: "\x1b[>q",
  isKnown: (answers) => /␛P>\|(iTerm2|WezTerm|mintty)/.test(answers),
  async encode(png) {
    const text = Buffer.from(png).toString("base64");
    return `\x1b]1337;File=inline=1;size=${png.length}:${text}\x07`;
  },
};

/** DEC's graphics of 1983, by https://github.com/jerch/node-sixel. */
const SIXEL: Protocol = {
  query: "",
  isKnown: (answers) => DEVICE_ATTRIBUTES.exec(answers)?.[1].split(";").includes("4") ?? false,
  async encode(png) {
    const [{ image2sixel }, { pixelsOf }] = await Promise.all([
      import("sixel"),
      import("../render/formats/canvases.ts"),
    ]);
    const { data, width, height } = await pixelsOf(png);
    return image2sixel(data, width, height, MOST_COLORS);
  },
};

/** The protocols, the finest first. */
const PROTOCOLS = { kitty: KITTY, iterm: ITERM, sixel: SIXEL } satisfies Record<string, Protocol>;

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
