import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { apiPage } from "./apiPage.ts";

/** The pages that are made, by their names: from the option table, and from doc comments. */
export async function madePages(): Promise<Record<string, string>> {
  const program = join(import.meta.dirname, "../bin/loss-landscape.js");
  const options = execFileSync(process.execPath, [program, "help", "options"], {
    encoding: "utf8",
  });
  const pages = { "options.md": options, "api.md": apiPage() };
  const settings = await resolveConfig(import.meta.filename);
  const formatted = Object.entries(pages).map(async ([name, text]) => {
    return [name, await format(text, { ...settings, parser: "markdown" })] as const;
  });
  return Object.fromEntries(await Promise.all(formatted));
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, text] of Object.entries(await madePages())) {
    writeFileSync(join(import.meta.dirname, name), text);
  }
}
