import { Expected, type Parser } from "./expected.ts";

export interface Shard {
  index: number;
  count: number;
}

/** `I/N`, I from 1 to N. */
export const workShard: Parser<Shard> = (text) => {
  const [, index, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(text)?.map(Number) ?? [];
  if (!(index >= 1 && index <= count)) throw new Expected("I/N with I from 1 to N, such as 2/8");
  return { index, count };
};
