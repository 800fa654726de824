import { InputError } from "../../core/errors.ts";
import { flag, inGroup, resolveOptions, type AnyGiven } from "../../core/options/table.ts";
import { shown } from "../../core/wording.ts";
import { writeResult } from "../output.ts";
import { printLine } from "../terminal.ts";
import type { CommandSpec } from "./command.ts";

const RECIPE_OPTIONS = inGroup("Output", {
  check: flag("draw it again in memory and say whether the bytes are the same"),
});

/** `loss-landscape recipe`: the command that made a picture, from the picture's own metadata. */
export const recipe: CommandSpec = {
  summary: "print the command that made a picture, or check that it makes it again",
  options: RECIPE_OPTIONS,
  argument: { name: "FIG", help: "a PNG, SVG or PDF file that render or batch wrote" },
  run,
  examples: `  loss-landscape recipe fig.png
  loss-landscape recipe fig.png | sh
  loss-landscape recipe --check fig.svg

File names are as they were given: run it in the folder where the picture was made. With --check the exit
status is 0 where the bytes are the same and 1 where they are not.`,
};

async function run(given: AnyGiven, [file]: string[]): Promise<number> {
  const { check } = resolveOptions(RECIPE_OPTIONS, given);
  const { readRecorded } = await import("../recipe/recorded.ts");
  const recorded = await readRecorded(file);
  const isOfClient = asksClient(recorded.given);
  if (check) {
    if (isOfClient) {
      throw new InputError(
        `recipe ${shown(file)}: the client that held the table is not recorded, so it cannot be asked again`,
      );
    }
    const { checkRecorded } = await import("../recipe/check.ts");
    const { isSame, differences } = await checkRecorded(recorded);
    for (const difference of differences) printLine(`note: ${difference}`);
    await writeResult("-", [`${file}: ${isSame ? "the same bytes" : "other bytes"}\n`]);
    return isSame ? 0 : 1;
  }
  const { optionWords, quoted } = await import("../recipe/commandLine.ts");
  const known = isOfClient ? { ...recorded.given, engine: "CLIENT" } : recorded.given;
  const words = ["loss-landscape", "render", ...optionWords(known), "--out", quoted(file)];
  const lines = [
    `# ${recorded.software}`,
    ...recorded.files.map(({ name, sha256 }) => `# ${shown(name)}  sha256 ${sha256}`),
    ...(isOfClient ? ["# CLIENT stands for the engine's client, which is not recorded"] : []),
    words.join(" "),
  ];
  await writeResult("-", [`${lines.join("\n")}\n`]);
  return 0;
}

/** Whether the table was held by an engine whose client is nobody's business. */
function asksClient({ data, moments, table, sql, from }: AnyGiven): boolean {
  return !data && !moments && !from && (table !== undefined || sql !== undefined);
}
