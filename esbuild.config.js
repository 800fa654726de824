import { readdirSync, rmSync } from "node:fs";
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

const shared = {
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  outdir: OUTPUT,
  logLevel: "warning",
  metafile: true,
};

const program = {
  ...shared,
  minify: true,
  external: ["canvas", "h5wasm", "@expo-google-fonts/inter"],
  plugins: [withoutChildProcess],
  banner: {
    js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
  },
};

// One build each: files shared between entries would be more files for each of them to open.
const results = [
  await build({ ...program, entryPoints: { cli: "src/cli/main.ts" } }),
  await build({ ...program, entryPoints: { batchWorker: "src/cli/batch/batchWorker.ts" } }),
  await build({ ...program, entryPoints: { logisticWorker: "src/core/logisticWorker.ts" } }),
  await build({ ...shared, entryPoints: { index: "src/index.ts" }, packages: "external" }),
];

// Last, so that a program that runs meanwhile finds its files.
const built = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)));
for (const name of readdirSync(OUTPUT)) {
  if (name.endsWith(".js") && !built.has(`${OUTPUT}/${name}`)) rmSync(`${OUTPUT}/${name}`);
}
