import { defineConfig } from "vitest/config";

// Tests of the command line start processes, and a machine may be slow.
const testTimeout = 60_000;
const hookTimeout = 120_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "library",
          include: ["test/**/*.test.ts"],
          exclude: ["test/cli/**"],
          testTimeout,
          hookTimeout,
        },
      },
      {
        test: {
          name: "cli",
          include: ["test/cli/**/*.test.ts"],
          globalSetup: "test/cli/buildOnce.ts",
          testTimeout,
          hookTimeout,
        },
      },
    ],
  },
});
