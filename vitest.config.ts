import { defineConfig } from "vitest/config";

// Tests of the command line start processes, and a machine may be slow.
const testTimeout = 180_000;
const hookTimeout = 240_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "library",
          include: ["test/**/*.test.ts"],
          exclude: ["test/cli/**"],
          setupFiles: ["test/fixedSeed.ts"],
          testTimeout,
          hookTimeout,
        },
      },
      {
        test: {
          name: "cli",
          include: ["test/cli/**/*.test.ts"],
          globalSetup: "test/cli/buildOnce.ts",
          setupFiles: ["test/fixedSeed.ts"],
          testTimeout,
          hookTimeout,
        },
      },
    ],
  },
});
