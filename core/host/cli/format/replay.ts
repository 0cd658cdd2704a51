import type { ReplayDocument } from "#core/contract/replays.ts";
import type { Divergence } from "#core/domain/replay.ts";
import { formatTable, shortId } from "./format.ts";

/** A run of several, and what its replay came to; an error where there could be none. */
export type Played = {
  readonly run: string;
  readonly replay: ReplayDocument | null;
  readonly error: { readonly code: string; readonly message: string } | null;
};

/** As much of a value as a line holds. */
const LONGEST_VALUE = 200;

/** What a replay came to: one line of figures, and what differs first. */
export function formatReplay(replay: ReplayDocument): string {
  const { isIdentical, trace, runtime, firstDivergence } = replay;
  return [
    `${isIdentical ? "identical" : "diverged"}: ${formatFigures(replay)}`,
    ...(firstDivergence === null ? [] : formatDivergence(firstDivergence)),
    ...(runtime.recorded === runtime.now
      ? []
      : ["This program runs it with other parts of its own than then: its system has another hash now."]),
    `trace ${trace}`,
  ].join("\n");
}

function formatFigures(replay: ReplayDocument): string {
  const { reused, entries, exact, cosmetic, recomputed, unmatched, networkCalls, effects } = replay;
  return (
    `reused=${reused}/${entries} exact=${exact} cosmetic=${cosmetic} recomputed=${recomputed} unmatched=${unmatched} ` +
    `network=${networkCalls} effects=${effects.performed} skipped=${effects.skipped}`
  );
}

/** Where, of which class, and what was there and came. */
export function formatDivergence({
  path,
  class: kind,
  fields,
  expected,
  got,
}: Divergence): readonly string[] {
  const [first] = fields;
  return [
    `first at ${path}: ${kind}${first === undefined ? "" : ` ${fields.join(" ")}`}`,
    `  recorded ${formatValue(expected)}`,
    `  now      ${formatValue(got)}`,
  ];
}

function formatValue(value: Divergence["got"]): string {
  const text = JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

function formatPlace(divergence: Divergence | null): string {
  return divergence === null ? "" : `${divergence.path} ${divergence.class}`;
}

/** One row for each run. */
export function formatReplays(played: readonly Played[]): string {
  if (played.length === 0) return "No run has a tape.";
  const same = played.filter(({ replay }) => replay?.isIdentical === true).length;
  const table = formatTable(
    ["run", "replay", "first divergence", "reused", "network"],
    played.map(({ run, replay, error }) => [
      shortId(run),
      replay === null ? (error?.code ?? "") : replay.isIdentical ? "identical" : "diverged",
      formatPlace(replay?.firstDivergence ?? null),
      replay === null ? "" : `${replay.reused}/${replay.entries}`,
      replay === null ? "" : String(replay.networkCalls),
    ]),
  );
  return `${table}\n${same} of ${played.length} as recorded`;
}
