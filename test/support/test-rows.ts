/** What a test runner reported, row by row: the one form in which `npm test` counts. */
export type TestRow = {
  /** File and titles, as a reader would look for it. */
  readonly title: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** For a skipped row its reason, for a failed one what stands beside it; may be empty. */
  readonly why: string;
};

export type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number };

export function countRows(rows: readonly TestRow[]): Totals {
  const count = (outcome: TestRow["outcome"]): number => rows.filter((row) => row.outcome === outcome).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

/** The part of Playwright's JSON report that is counted. */
type PlaywrightSuite = {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: "expected" | "unexpected" | "flaky" | "skipped";
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
};

type PlaywrightReport = {
  readonly suites: readonly PlaywrightSuite[];
  /** Failures outside any test: a file that does not load, a set-up that throws. */
  readonly errors: readonly { readonly message?: string }[];
};

/**
 * The rows of Playwright's JSON report. A flaky test is a failed one: it passed only when asked again, and
 * nobody knows what the first answer meant.
 */
export function readPlaywrightRows(json: string): readonly TestRow[] {
  const report = JSON.parse(json) as PlaywrightReport;
  return [
    ...report.suites.flatMap((suite) => readSuite(suite, [])),
    ...report.errors.map(({ message }): TestRow => ({
      title: "outside any test",
      outcome: "failed",
      why: message ?? "",
    })),
  ];
}

function readSuite(suite: PlaywrightSuite, above: readonly string[]): readonly TestRow[] {
  const titles = [...above, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ projectName, status, annotations }): TestRow => {
      const title = [...titles, spec.title, projectName].filter((part) => part !== "").join(" › ");
      const reasons = annotations.filter(({ type }) => type === "skip" || type === "fixme");
      const why =
        status === "flaky" ? "flaky" : reasons.map(({ description }) => description ?? "").join("; ");
      return { title, outcome: OUTCOMES[status], why };
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((child) => readSuite(child, titles))];
}

const OUTCOMES = { expected: "passed", unexpected: "failed", flaky: "failed", skipped: "skipped" } as const;
