import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { requireChromium } from "./find-chromium.ts";
import { readPlaywrightRows } from "./test-rows.ts";
import type { TestRow } from "./test-rows.ts";

export type Gate = {
  readonly name: string;
  /** What Node runs, relative to the root, and its arguments. */
  readonly script: string;
  readonly args?: readonly string[];
  /** For a gate that runs tests: how the runner is told where to write its report, and how that is read. */
  readonly tests?: { readonly reportEnv: string; readonly readRows: (text: string) => readonly TestRow[] };
  /** More environment, worked out just before the gate runs; throws an AppError when something it needs is missing. */
  readonly prepare?: () => Readonly<Record<string, string>>;
};

const VITEST: Gate = {
  name: "tests",
  script: "node_modules/vitest/vitest.mjs",
  args: ["run"],
  tests: { reportEnv: "TEST_ROWS_FILE", readRows: (text) => JSON.parse(text) as readonly TestRow[] },
};

/** The configuration takes the browser from $CHROMIUM_PATH. */
const PLAYWRIGHT: Gate = {
  name: "end-to-end",
  script: "node_modules/@playwright/test/cli.js",
  args: ["test", "--reporter=list,json"],
  tests: { reportEnv: "PLAYWRIGHT_JSON_OUTPUT_NAME", readRows: readPlaywrightRows },
  prepare: () => ({ CHROMIUM_PATH: requireChromium() }),
};

/**
 * What `npm test` runs under a root, fastest first. Whether there are end-to-end tests is seen by looking, so that
 * no flag can leave them out.
 */
export function listGates(root: string): readonly Gate[] {
  const hasSpecs = globSync("test/e2e/**/*.spec.ts", { cwd: root }).length > 0;
  return [
    { name: "typecheck", script: "test/support/typecheck.ts" },
    { name: "lint", script: "node_modules/oxlint/bin/oxlint" },
    { name: "layers", script: "test/architecture/check-layers.ts" },
    { name: "unused code", script: "node_modules/knip/bin/knip.js" },
    {
      name: "unused in production",
      script: "node_modules/knip/bin/knip.js",
      args: ["--production", "--strict"],
    },
    { name: "format", script: "node_modules/prettier/bin/prettier.cjs", args: ["--check", "."] },
    VITEST,
    ...(hasSpecs ? [PLAYWRIGHT] : []),
  ];
}

/** The rows a test gate left in its report; a runner that wrote none has failed before it could count. */
export function readGateRows(gate: Gate, reportFile: string): readonly TestRow[] {
  if (gate.tests === undefined) return [];
  if (!existsSync(reportFile)) {
    return [{ title: gate.name, outcome: "failed", why: "the runner stopped without a report" }];
  }
  return gate.tests.readRows(readFileSync(reportFile, "utf8"));
}

export function toReportFile(folder: string, gate: Gate): string {
  return join(folder, `${gate.name.replaceAll(" ", "-")}.json`);
}
