import { defineConfig } from "vitest/config";
import { createRowReporter } from "./test/support/row-reporter.ts";

/** Set by `npm test`, which adds up the rows of all runners. */
const rowsFile = process.env["TEST_ROWS_FILE"] ?? "";

export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts", "test/integration/**/*.test.ts", "test/architecture/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What a passing test prints is noise around the line that matters.
    silent: "passed-only",
    reporters: rowsFile === "" ? ["default"] : ["default", createRowReporter(rowsFile)],
  },
});
