import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import process from "node:process";
import { build } from "esbuild";

const OUTPUT = "dist";

// Commander loads child_process for subcommands that are programs of their own; none is here, and it takes milliseconds.
const withoutChildProcess = {
  name: "commander-without-child-process",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      importer.includes("node_modules/commander/") ? { path, namespace: "absent" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "module.exports = {};" }));
  },
};

// Of node-canvas only the compiled part stays outside: its JavaScript loads faster within the bundle.
const nativeCanvas = {
  name: "native-canvas",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /canvas\.node$/ }, () => ({
      path: "canvas/build/Release/canvas.node",
      external: true,
    }));
    // Where it does not load, what the program itself has of it takes its place.
    onResolve({ filter: /^canvas$/ }, ({ namespace }) =>
      namespace === "file" ? { path: "canvas", namespace: "canvas-or-less" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "canvas-or-less" }, () => ({
      contents: `
        try {
          module.exports = require("canvas");
        } catch (error) {
          module.exports = require("./src/render/standIn/canvas.ts").standInFor(error);
        }`,
      resolveDir: process.cwd(),
    }));
  },
};

/** Packages that few command lines load: files of their own, so that the program that all load is short. */
const PACKAGES_APART = ["@stdlib/random-base-normal", "seedrandom", "papaparse", "cli-progress"];
const fileOfPackage = (name) => name.replace(/\W+/g, "-").replace(/^-/, "");

const packagesApart = {
  name: "packages-apart",
  setup({ onResolve }) {
    onResolve({ filter: /^[@a-z]/ }, ({ path, kind }) =>
      kind === "dynamic-import" && PACKAGES_APART.includes(path)
        ? { path: `./${fileOfPackage(path)}.js`, external: true }
        : undefined,
    );
  },
};

const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  outdir: OUTPUT,
  logLevel: "warning",
  metafile: true,
};

const program = {
  ...shared,
  minify: true,
  loader: { ".md": "text" },
  external: ["@duckdb/node-api", "h5wasm", "@expo-google-fonts/inter"],
  plugins: [withoutChildProcess, nativeCanvas],
};

const esm = {
  format: "esm",
  splitting: true,
  banner: {
    js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
  },
};

// One function in one file, which bin/loss-landscape.js compiles with a code cache.
const script = {
  format: "cjs",
  plugins: [...program.plugins, packagesApart],
  define: { "import.meta.url": "bundleUrl" },
  banner: {
    js: '(function(module,exports,require,importModule,__filename){const bundleUrl=require("node:url").pathToFileURL(__filename).href;',
  },
  footer: { js: "})" },
};

const results = [
  await build({ ...program, ...script, entryPoints: { cli: "src/cli/runCommandLine.ts" } }),
  await build({
    ...program,
    ...esm,
    entryPoints: {
      index: "src/index.ts",
      batchWorker: "src/cli/batch/worker.ts",
      logisticWorker: "src/threads/logisticWorker.ts",
      ...Object.fromEntries(PACKAGES_APART.map((name) => [fileOfPackage(name), name])),
    },
  }),
];

finishScript(`${OUTPUT}/cli.js`);
writeFileSync(`${OUTPUT}/LICENSES.txt`, bundledLicenses());
const { gridDocumentSchema } = await import(`./${OUTPUT}/index.js`);
writeFileSync(`${OUTPUT}/grid.schema.json`, `${JSON.stringify(gridDocumentSchema, null, 2)}\n`);

// Last, so that a program that runs meanwhile finds its files.
const built = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)));
for (const name of readdirSync(OUTPUT)) {
  if (/\.(js|cache)$/.test(name) && !built.has(`${OUTPUT}/${name}`)) rmSync(`${OUTPUT}/${name}`);
}
if (existsSync(`${OUTPUT}/types`)) {
  for (const name of readdirSync(`${OUTPUT}/types`)) {
    if (name !== "index.d.ts") rmSync(`${OUTPUT}/types/${name}`, { recursive: true });
  }
}
execFileSync(process.execPath, ["bin/warmCache.js"], { stdio: "inherit" });
const manual = execFileSync(process.execPath, ["bin/loss-landscape.js", "help", "man"]);
writeFileSync(`${OUTPUT}/loss-landscape.1`, manual);

/** The licences of the packages within the bundles, each text once, below the packages that it is for. */
function bundledLicenses() {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = inputs.flatMap(
    (file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  );
  const packagesOf = new Map();
  for (const folder of [...new Set(folders)].sort()) {
    const { name, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : `License: ${license}`;
    packagesOf.set(text, [...(packagesOf.get(text) ?? []), name]);
  }
  return Array.from(packagesOf, ([text, names]) => `${names.join(", ")}\n\n${text}\n`).join(
    `\n${"-".repeat(80)}\n\n`,
  );
}

/** Makes the bundle a text that can be compiled with a code cache, and fast; its digest comes first. */
function finishScript(file) {
  const text = readFileSync(file, "utf8")
    // A script that comes from the code cache cannot import; its loader can.
    .replace(/\bimport\((?="[\w:/@.-]+"\))/g, "importModule(")
    // V8 reads one byte a character faster; esbuild leaves some characters of regular expressions.
    .replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  writeFileSync(file, `/*${digest}*/${text}`);
}
