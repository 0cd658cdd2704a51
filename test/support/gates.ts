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

/** Gates that run one after the other, beside other lanes. */
export type Lane = readonly Gate[];

const CHECKS: Lane = [
  { name: "layers", script: "test/architecture/check-layers.ts" },
  { name: "unused code", script: "node_modules/knip/bin/knip.js" },
  {
    name: "unused in production",
    script: "node_modules/knip/bin/knip.js",
    args: ["--production", "--strict"],
  },
  { name: "typecheck", script: "test/support/typecheck.ts" },
  { name: "lint", script: "node_modules/oxlint/bin/oxlint" },
  { name: "format", script: "node_modules/oxfmt/bin/oxfmt", args: ["--check"] },
];

const VITEST: Gate = {
  name: "tests",
  script: "node_modules/vitest/vitest.mjs",
  // Two beside the browsers, which wait for half of their time; alone, as `npm run test:unit`, there are three.
  args: ["run", "--maxWorkers=2"],
  tests: { reportEnv: "TEST_ROWS_FILE", readRows: (text) => JSON.parse(text) as readonly TestRow[] },
};

/**
 * The configuration takes the browser from $CHROMIUM_PATH. Node reads the tests as it reads the program: Playwright's own
 * compiler, which knows more than they are written in, takes ten seconds of a processor for the same.
 */
const PLAYWRIGHT: Gate = {
  name: "end-to-end",
  script: "node_modules/@playwright/test/cli.js",
  args: ["test", "--reporter=list,json"],
  tests: { reportEnv: "PLAYWRIGHT_JSON_OUTPUT_NAME", readRows: readPlaywrightRows },
  prepare: () => ({ CHROMIUM_PATH: requireChromium(), PW_DISABLE_TS_ESM: "1" }),
};

/**
 * What `npm test` runs under a root, in lanes: the checks, fastest first, the tests, and the tests end to end. Whether there
 * are any of the last is seen by looking, so that no flag can leave them out.
 */
export function listLanes(root: string): readonly Lane[] {
  const hasSpecs = globSync("test/e2e/**/*.spec.ts", { cwd: root }).length > 0;
  return [CHECKS, [VITEST], ...(hasSpecs ? [[PLAYWRIGHT]] : [])];
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
