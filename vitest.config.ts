import { defineConfig } from "vitest/config";
import { createRowReporter } from "./test/support/row-reporter.ts";

/** Set by `npm test`, which adds up the rows of all runners. */
const rowsFile = process.env["TEST_ROWS_FILE"] ?? "";

export default defineConfig({
  test: {
    pool: "forks",
    // One more than the two cores there are at least: many tests wait, for a child process or for the disk.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What a passing test prints is noise around the line that matters.
    silent: "passed-only",
    reporters: rowsFile === "" ? ["default"] : ["default", createRowReporter(rowsFile)],
    projects: [
      // Functions without a world around them: their files share processes, and none has to be warmed up again.
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.ts"], isolate: false } },
      {
        extends: true,
        test: { name: "whole", include: ["test/{integration,architecture}/**/*.test.ts"] },
      },
    ],
  },
});
