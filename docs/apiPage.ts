import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "..");
const ENTRY = join(ROOT, "src/index.ts");
/** Folders of the sources, in the order of the page, and what their exports are for. */
const SECTIONS: readonly [folder: string, title: string][] = [
  ["core", "Computing"],
  ["threads", "Computing"],
  ["io", "Reading and writing"],
  ["render", "Drawing"],
];

/** The page of the library: what comes before, in `docs/programs.md`, and every public export from its doc comment. */
export function apiPage(): string {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, "tsconfig.json"), (file) => readFileSync(file, "utf8")).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram([ENTRY, join(ROOT, "src/markdown.d.ts")], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(ENTRY);
  const entry = source && checker.getSymbolAtLocation(source);
  if (!entry) throw new Error(`${ENTRY} exports nothing`);
  const entries = checker
    .getExportsOfModule(entry)
    .map((symbol) => describe(checker, symbol))
    .sort((a, b) => Number(b.isFunction) - Number(a.isFunction) || (a.name < b.name ? -1 : 1));
  const titles = [...new Set(SECTIONS.map(([, title]) => title))];
  const sections = titles.map((title) => {
    const own = entries.filter((each) => each.title === title);
    return `## ${title}\n\n${own.map(({ text }) => text).join("\n")}`;
  });
  return `${readFileSync(join(ROOT, "docs/programs.md"), "utf8")}\n${sections.join("\n")}`;
}

interface Entry {
  name: string;
  title: string;
  isFunction: boolean;
  text: string;
}

function describe(checker: ts.TypeChecker, exported: ts.Symbol): Entry {
  const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
  const [declaration] = symbol.declarations ?? [];
  if (!declaration) throw new Error(`${exported.name} is declared nowhere`);
  const file = relative(join(ROOT, "src"), declaration.getSourceFile().fileName);
  const title = SECTIONS.find(([folder]) => file.startsWith(folder))?.[1] ?? "Computing";
  const tags = symbol.getJsDocTags(checker).map(({ name, text = [] }) => {
    const words = ts.displayPartsToString(text).replaceAll("\n", " ");
    return name === "param" ? `- \`${words.replace(" ", "`: ")}` : `- ${name} ${words}`;
  });
  const parts = [
    `### \`${exported.name}\``,
    plain(ts.displayPartsToString(symbol.getDocumentationComment(checker))),
    `\`\`\`ts\n${declarationText(checker, declaration)}\n\`\`\``,
    tags.join("\n"),
  ];
  return {
    name: exported.name,
    title,
    isFunction: ts.isFunctionDeclaration(declaration),
    text: `${parts.filter((part) => part !== "").join("\n\n")}\n`,
  };
}

/** Without the body of a function, the private parts of a class and the rows of a registry. */
function declarationText(checker: ts.TypeChecker, declaration: ts.Declaration): string {
  const text = declaration.getText().replace(/^export /, "");
  if (ts.isFunctionDeclaration(declaration) && declaration.body) {
    return text.slice(0, text.indexOf(declaration.body.getText())).trim();
  }
  if (ts.isClassDeclaration(declaration)) {
    return `class ${declaration.name?.text ?? ""} extends Error`;
  }
  if (!ts.isVariableDeclaration(declaration)) return text;
  const names = checker.getTypeAtLocation(declaration).getProperties();
  const list = names.map(({ name }) => JSON.stringify(name)).join(" | ");
  return `const ${declaration.name.getText()}: Readonly<Record<${list}, …>>`;
}

/** Doc comments end their lines where the code does. */
function plain(comment: string): string {
  return comment.replace(/([^\n])\n(?=[^\n`])/g, "$1 ");
}
