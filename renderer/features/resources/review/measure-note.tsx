import type { ResourceKey } from "#core/domain/resource.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { measureQuery } from "./measure-query.ts";

type MeasureNoteProps = { readonly branch: string; readonly touched: readonly ResourceKey[] };

/** Whose gate would measure a proposal, and about how much that takes. */
export function MeasureNote({ branch, touched }: MeasureNoteProps) {
  const ahead = useQuery(measureQuery(branch, touched)).data;
  if (ahead === undefined) return null;
  const { session, agent, dataset, items, isSimulated } = ahead;
  const { measure } = formStrings;
  if (agent === null || dataset === null)
    return <span>{agent === null ? measure.noAgent : measure.noData}</span>;
  const gate = session === null ? measure.newSession(agent, dataset) : measure.session(session, dataset);
  // Both arms on every item, at most: an assessment ends when it is settled.
  const runs = measure.runs(2 * items);
  return (
    <span>
      {gate} {runs} {isSimulated ? measure.free : measure.unknownCost}
    </span>
  );
}
