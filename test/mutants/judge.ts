import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import "../fixedSeed.ts";
import { runTests } from "./testApi.ts";

// A process that judges changes: told of one, it answers whether a test notices.

const ROOT = join(import.meta.dirname, "../..");
const API = pathToFileURL(join(import.meta.dirname, "testApi.ts")).href;
const OUT = join(ROOT, "node_modules/.cache/loss-landscape-mutants", String(process.pid));

/** Test files, and the text that stands in the place of a module's; none: the program as it is. */
export interface Case {
  tests: string[];
  change?: { path: string; text: string };
}

mkdirSync(OUT, { recursive: true });
process.on("exit", () => rmSync(OUT, { recursive: true }));
process.on("disconnect", () => process.exit());
let count = 0;
process.on("message", (each: Case) => {
  void judge(each).then((failure) => process.send?.({ failure }));
});

/** Why a test fails; nothing where none does. */
async function judge({ tests, change }: Case): Promise<string | undefined> {
  const outfile = join(OUT, `${count++}.mjs`);
  try {
    await build({
      stdin: {
        contents: tests.map((file) => `import ${JSON.stringify(file)};`).join("\n"),
        resolveDir: ROOT,
      },
      ...{ bundle: true, format: "esm", platform: "node", target: "node20" },
      ...{ packages: "external", outfile, logLevel: "silent" },
      plugins: [inPlace(change)],
    });
    const testCount = await runTests(() => import(pathToFileURL(outfile).href));
    return testCount > 0 ? undefined : "there are no tests";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    rmSync(outfile, { force: true });
  }
}

/** Modules that believe to lie where they lay, one of them with another text. */
function inPlace(change: Case["change"]): Plugin {
  return {
    name: "in place",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^vitest$/ }, () => ({ path: API, external: true }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = path === change?.path ? change.text : readFileSync(path, "utf8");
        const contents = text
          .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
          .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
        return { contents, loader: "ts" };
      });
    },
  };
}
