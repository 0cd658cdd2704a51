import type { ComparedLineDocument, ComparisonDocument } from "#core/contract/traces.ts";
import type { Query } from "#renderer/store/queries.ts";

export type Compared = {
  readonly left: string;
  readonly right: string;
  /** Steps that are the same one by one. */
  readonly isUnfolded: boolean;
};

export function comparisonQuery({ left, right, isUnfolded }: Compared): Query<ComparisonDocument> {
  return {
    key: `traces.compare/${left}/${right}/${String(isUnfolded)}`,
    topics: [],
    read: async (client) => await client.traces.compare({ left, right, isUnfolded }),
  };
}

/** A line with steps, of which one side may have none. */
export type StepLine = Extract<ComparedLineDocument, { kind: "line" }>;

export function differs({ left, right, fields }: StepLine): boolean {
  return left === null || right === null || fields.length > 0;
}

/** The next line that differs from here on, round the end; null where none does. */
export function nextDifference(
  lines: readonly ComparedLineDocument[],
  from: number,
  step: 1 | -1,
): number | null {
  // Before the first line, whichever way one goes.
  const start = from === -1 && step === -1 ? lines.length : from;
  for (let gone = 1; gone <= lines.length; gone += 1) {
    const at = (start + gone * step + 2 * lines.length) % lines.length;
    const line = lines[at];
    if (line?.kind === "line" && differs(line)) return at;
  }
  return null;
}
