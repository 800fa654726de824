import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

// Tests of the command line start processes, and a machine may be slow.
const limits = { testTimeout: 180_000, hookTimeout: 240_000 };
const shared = { setupFiles: ["test/fixedSeed.ts"], ...limits };

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
          isolate: false,
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
