import type { AnsweredCounts, Run } from "#core/domain/run.ts";

/** How many calls of these runs each model answered, by PROVIDER/NAME; null where only one could [M25]. */
export function sumAnsweredBy(runs: readonly Pick<Run, "answeredBy">[]): AnsweredCounts | null {
  const sum: Record<string, number> = {};
  for (const { answeredBy = {} } of runs) {
    for (const [model, calls] of Object.entries(answeredBy)) sum[model] = (sum[model] ?? 0) + calls;
  }
  return Object.keys(sum).length === 0 ? null : sum;
}
