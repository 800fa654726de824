import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

// Tests of the command line start processes, and a machine may be slow.
const limits = { testTimeout: 180_000, hookTimeout: 240_000 };
// A worker loads the program once and runs one file after another.
const shared = { setupFiles: ["test/fixedSeed.ts"], isolate: false, ...limits };

export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          ...shared,
          name: "library",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, "test/cli/**"],
        },
      },
      {
        test: {
          ...shared,
          name: "cli",
          include: ["test/cli/**/*.test.ts"],
          globalSetup: "test/cli/buildOnce.ts",
        },
      },
    ],
  },
});
