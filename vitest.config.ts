import { defineConfig } from "vitest/config";
import { createRowReporter } from "./test/support/row-reporter.ts";

/** Set by `npm test`, which adds up the rows of all runners. */
const rowsFile = process.env["TEST_ROWS_FILE"] ?? "";

export default defineConfig({
  test: {
    pool: "forks",
    // Most of what tests make is gone at once. Where it has room, a seventh less of the time goes to collecting it.
    execArgv: ["--max-semi-space-size=64"],
    // One more than the two cores there are at least: many tests wait, for a child process or for the disk.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What a passing test prints is noise around the line that matters.
    silent: "passed-only",
    reporters: rowsFile === "" ? ["default"] : ["default", createRowReporter(rowsFile)],
    // Files share processes: what they import is loaded once, and what is hot stays compiled. So each leaves a process as it
    // found it: environment, spies and timers put back, nothing open.
    isolate: false,
    setupFiles: [
      "test/support/fixed-seeds.ts",
      "test/support/compiled-code.ts",
      "test/support/own-user-folder.ts",
    ],
    include: ["test/{unit,integration,architecture}/**/*.test.ts"],
  },
});
