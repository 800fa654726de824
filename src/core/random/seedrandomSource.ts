import { anyText } from "../options/texts.ts";
import type { StreamSource } from "./randomStream.ts";

/** seedrandom's generator feeding `@stdlib/random-base-normal`. */
export const seedrandom: StreamSource<string> = {
  seed: anyText,
  // Loaded only when asked for: stdlib alone is some two hundred modules.
  create: async (seed) => (await import("./seedrandomStream.ts")).seedrandomStream(seed),
};
