import type { Topic } from "./topic.ts";

/** What `help TOPIC` explains, beside the commands. */
export const TOPICS = {
  formats: async () => (await import("./formats.ts")).formats,
  numbers: async () => (await import("./numbers.ts")).numbers,
  options: async () => (await import("./options.ts")).options,
  man: async () => (await import("./man.ts")).man,
} satisfies Record<string, () => Promise<Topic>>;
