import { countRows } from "./test-rows.ts";
import type { TestRow, Totals } from "./test-rows.ts";

export type GateOutcome = {
  readonly name: string;
  readonly state: "ok" | "failed" | "not reached";
  readonly seconds: number;
  /** Empty for a gate that runs no tests. */
  readonly rows: readonly TestRow[];
};

/** True when every gate ran and passed; a failed row outweighs a runner's exit code 0. */
export function isGreen(outcomes: readonly GateOutcome[]): boolean {
  return outcomes.every(
    ({ state, rows }) => state === "ok" && rows.every(({ outcome }) => outcome !== "failed"),
  );
}

/**
 * The closing lines: seconds of each gate, failed and skipped rows by name, and last of all exactly
 * `N passed, N failed, N skipped`. The totals count tests; a gate that failed without a failed test counts as one
 * failed row, and one that was not reached as one skipped row, so the last line is never better than the run.
 */
export function formatSummary(outcomes: readonly GateOutcome[]): string {
  const rows = outcomes.flatMap(countedRows);
  const { passed, failed, skipped }: Totals = countRows(rows);
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  return [
    "",
    "── summary",
    ...outcomes.map((outcome) => formatGate(outcome, width)),
    ...listRows(rows, "failed"),
    ...listRows(rows, "skipped"),
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join("\n");
}

function countedRows({ name, state, rows }: GateOutcome): readonly TestRow[] {
  if (state === "not reached")
    return [{ title: name, outcome: "skipped", why: "the run ended before it, or in the middle of it" }];
  const isExplained = state === "ok" || rows.some(({ outcome }) => outcome === "failed");
  return isExplained ? rows : [...rows, { title: name, outcome: "failed", why: "" }];
}

function formatGate({ name, state, seconds, rows }: GateOutcome, width: number): string {
  const tests = rows.length === 0 ? "" : `  ${rows.length} tests`;
  return `${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${state}${tests}`;
}

function listRows(rows: readonly TestRow[], outcome: "failed" | "skipped"): readonly string[] {
  const unsaid = { failed: "see its output above", skipped: "no reason given" }[outcome];
  return rows
    .filter((row) => row.outcome === outcome)
    .map(({ title, why }) => `${outcome}: ${title}: ${why === "" ? unsaid : toFirstLine(why)}`);
}

function toFirstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
