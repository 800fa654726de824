import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../src");
const FILES = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const TEXTS = new Map(FILES.map((file) => [file, readFileSync(join(ROOT, file), "utf8")]));
const IMPORTS = new Map(FILES.map((file) => [file, importsOf(file)]));

/** What each layer may use of ours. */
const LAYERS: Record<string, string[]> = {
  core: ["core"],
  io: ["io", "core"],
  render: ["render", "core"],
  threads: ["threads", "core"],
};

describe.each(Object.entries(LAYERS))("%s", (layer, allowed) => {
  const files = FILES.filter((file) => file.startsWith(`${layer}/`));

  test("uses only what lies below it", () => {
    const wrong = files.flatMap((file) =>
      ownImports(file)
        .filter((used) => !allowed.includes(used.split("/")[0]))
        .map((used) => `${file} -> ${used}`),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test("leaves signals and the process's end to others", () => {
    const wrong = files.filter((file) =>
      /process\s*\.\s*(exit\s*\(|(on|once)\s*\(\s*"SIG)/.test(TEXTS.get(file) ?? ""),
    );
    expect(wrong).toEqual([]);
  });
});

test("core loads no module of Node, no canvas and no colormaps", () => {
  const loaded = FILES.filter((file) => file.startsWith("core/")).flatMap((file) =>
    (IMPORTS.get(file) ?? []).filter((used) => /^(node:|canvas|d3-scale-chromatic)/.test(used)),
  );
  expect(loaded).toEqual([]);
});

test("no imports go round in circles", () => {
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" -> "));
    if (finished.has(file) || way.includes(file)) return;
    for (const used of ownImports(file)) visit(used, [...way, file]);
    finished.add(file);
  };
  for (const file of FILES) visit(file, []);
  expect(circles).toEqual([]);
});

test("no file is longer than 300 lines", () => {
  const long = FILES.filter((file) => (TEXTS.get(file) ?? "").split("\n").length > 301);
  expect(long).toEqual([]);
});

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(TEXTS.get(file) ?? "", true, true);
  return importedFiles.map(({ fileName }) => fileName);
}

/** Files of `src` that a file imports, at its start or later, as values or as types. */
function ownImports(file: string): string[] {
  return (IMPORTS.get(file) ?? [])
    .filter((name) => name.startsWith(".") && name.endsWith(".ts"))
    .map((name) => normalize(join(dirname(file), name)));
}
