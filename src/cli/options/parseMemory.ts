import { Expected, type Parser } from "./expected.ts";

const UNITS: Record<string, number> = { "": 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** `500MB`, `2G`: bytes. */
export const memorySize: Parser<number> = (text) => {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/i.exec(text.trim());
  const bytes = match ? Number(match[1]) * UNITS[match[2].toLowerCase()] : 0;
  if (!(bytes >= 1e6)) throw new Expected("a size of 1MB or more, as 500MB or 2GB");
  return bytes;
};
