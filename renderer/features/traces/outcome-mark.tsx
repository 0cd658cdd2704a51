import type { TraceRowDocument } from "#core/contract/traces.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { formatPercent } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";

/** Right, wrong, or wrong with the share that was right. The words are there in either case. */
export function OutcomeMark({ outcome }: { readonly outcome: NonNullable<TraceRowDocument["outcome"]> }) {
  const { isCorrect, score } = outcome;
  const { right, wrong } = tracesStrings.outcomes;
  if (isCorrect) return <Mark meaning="good">{right}</Mark>;
  if (score === 0) return <Mark meaning="bad">{wrong}</Mark>;
  return (
    <Mark meaning="bad">
      <span className="visually-hidden">{wrong}, </span>
      <span className="number">{formatPercent(score)}</span>
    </Mark>
  );
}
