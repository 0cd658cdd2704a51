import { isUsable } from "#core/domain/lifecycle.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { resourcesQuery } from "#renderer/store/shared-queries.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { EmptyState } from "#renderer/ui/states.tsx";
import { FirstSteps } from "#renderer/first-steps/first-steps.tsx";
import { firstStepsQuery } from "#renderer/first-steps/first-steps-query.ts";

/** No resource is shown: where the workspace has no agent yet, or no data for it, the way there. */
export function NothingChosen() {
  const registry = useQuery(resourcesQuery).data;
  const steps = useQuery(firstStepsQuery).data;
  const isBegun =
    registry?.some(({ kind, state }) => kind === "agent" && isUsable(state)) !== false &&
    steps?.hasData !== false;
  return (
    <Pane id="resource" title={resourceStrings.content}>
      {registry === undefined || isBegun ? (
        <EmptyState title={resourceStrings.pickTitle}>{resourceStrings.pickText}</EmptyState>
      ) : (
        <FirstSteps registry={registry} />
      )}
    </Pane>
  );
}
