import type { Json } from "#core/base/json.ts";
import type { MemoryRecord } from "#core/domain/content/memory.ts";

/** What one run taught, as far as memory may see it. */
export type MemoryEvent = {
  /**
   * Invariant: memory learns from training items and from runs that belong to no dataset. There is no value for the
   * other splits, so a validation or test item cannot get here without a lie in the type.
   */
  readonly source: "train" | "unscored";
  readonly run: string;
  /** The spans a note may cite, the root first, each with a short text of what happened there. */
  readonly spans: ReadonlyArray<{ readonly span: string; readonly text: string }>;
  readonly task: string;
  readonly output: Json;
  readonly outcome: "right" | "wrong" | "failed" | "unknown";
  /** What was expected, where that is known. */
  readonly expected?: Json;
};

/** The order in which events are worth a model's attention; the given order holds among equals. */
const ATTENTION: readonly MemoryEvent["outcome"][] = ["wrong", "failed", "unknown", "right"];

/** The events that no record tells of yet, one per run, the most instructive first. */
export function pickNewEvents(
  events: readonly MemoryEvent[],
  existing: readonly MemoryRecord[],
): readonly MemoryEvent[] {
  const knownRuns = new Set(existing.map(({ provenance }) => provenance.run));
  const byRun = new Map(events.filter(({ run }) => !knownRuns.has(run)).map((event) => [event.run, event]));
  return [...byRun.values()].toSorted((a, b) => ATTENTION.indexOf(a.outcome) - ATTENTION.indexOf(b.outcome));
}
