import text from "../../../docs/numbers.md";
import type { Topic } from "./topic.ts";

export const numbers: Topic = {
  text: () => text,
};
