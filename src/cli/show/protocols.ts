/** What every terminal answers to DA1, with the numbers of what it can do. */
export const DEVICE_ATTRIBUTES = /␛\[\?([\d;]*)c/;

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
      import("../../render/formats/canvases.ts"),
    ]);
    const { data, width, height } = await pixelsOf(png);
    return image2sixel(data, width, height, MOST_COLORS);
  },
};

/** The protocols, the finest first. */
export const PROTOCOLS = { kitty: KITTY, iterm: ITERM, sixel: SIXEL } satisfies Record<
  string,
  Protocol
>;
