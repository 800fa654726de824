import { Expected, makeKind } from "../core/options/kind.ts";

/** A share of the work: every `count`-th piece, from the `index`-th on, which counts from 1. */
export interface Shard {
  index: number;
  count: number;
}

/** `I/N`, I from 1 to N. */
export const workShard = makeKind<Shard>({
  argument: "I/N",
  expected: "I/N with I from 1 to N, such as 2/8",
  read(value) {
    const text = typeof value === "object" && value !== null ? shardText(value as Shard) : value;
    const [, index, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(String(text))?.map(Number) ?? [];
    if (!(index >= 1 && index <= count)) throw new Expected(this.expected);
    return { index, count };
  },
  write: shardText,
  record: shardText,
});

/** Every N-th piece, so that the shards together are the whole. */
export function ofShard<Item>(items: Item[], shard: Shard | undefined): Item[] {
  return shard ? items.filter((_, index) => index % shard.count === shard.index - 1) : items;
}

function shardText({ index, count }: Shard): string {
  return `${index}/${count}`;
}
