import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/cli/buildOnce.ts",
    // Tests of the command line start processes, and a machine may be slow.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
