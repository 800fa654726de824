import { Expected, type Parser } from "./expected.ts";

export const anyText: Parser<string> = (text) => text;

export const nonEmptyText: Parser<string> = (text) => {
  if (text === "") throw new Expected("a name");
  return text;
};

export const fileName: Parser<string> = (text) => {
  if (text === "") throw new Expected("a file name");
  if (text.includes("\0")) throw new Expected("a file name without a zero byte");
  return text;
};
