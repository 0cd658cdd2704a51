import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { registryQuery, resourceAtQuery, type Resource } from "#renderer/store/shared-queries.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { SidePane } from "#renderer/ui/side-pane.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { ContractPane } from "./asking/contract-pane.tsx";
import { DiscardDialog } from "./discard-dialog.tsx";
import { ResourceFacts } from "./resource-facts.tsx";
import { ResourceList } from "./resource-list.tsx";
import { ResourcePane } from "./resource-pane.tsx";
import { ListToolbar } from "./toolbar/list-toolbar.tsx";
import { keyOf } from "./variable/resource-queries.ts";
import { useDraft } from "./variable/use-draft.ts";
import { useResourceCommands } from "./use-resource-commands.ts";
import "./resources.css";

const LIST = { initial: 264, min: 200, max: 420 };
const FACTS = { initial: 320, min: 260, max: 520 };

const NO_RESOURCE: Query<Resource | undefined> = {
  key: "resources.show",
  topics: [],
  read: async () => await Promise.resolve(undefined),
};

/** The registry: by kind at the left, the content in the middle, versions and what depends on it at the right. */
export function ResourcesView() {
  const { queries } = useApp();
  const { parts, query } = useRoute();
  const at = query["at"] ?? "head";
  const resource = keyOf(parts);
  const registry = useQuery(registryQuery(at));
  const shown = useQuery<Resource | undefined>(
    resource === null ? NO_RESOURCE : resourceAtQuery(resource, at),
  );
  const drafting = useDraft(shown.data);
  useResourceCommands({ resource, at, registry: registry.data ?? [], onEdit: drafting.open });
  return (
    <div className="panes">
      <SidePane id="resources-list" label={resourceStrings.title} side="left" {...LIST}>
        <Pane
          id="resources"
          title={resourceStrings.title}
          tools={<ListToolbar resources={registry.data ?? []} at={at} />}
        >
          <Ready of={registry} onRetry={() => queries.retry(registryQuery(at).key)}>
            {(listed) => <ResourceList resources={listed} selected={resource} at={at} />}
          </Ready>
        </Pane>
      </SidePane>
      {query["contract"] !== undefined ? (
        <ContractPane at={at} />
      ) : resource === null ? (
        <Pane id="resource" title={resourceStrings.content}>
          <EmptyState title={resourceStrings.pickTitle}>{resourceStrings.pickText}</EmptyState>
        </Pane>
      ) : (
        <>
          <ResourcePane
            key={`${resource} ${at}`}
            resource={resource}
            at={at}
            drafting={drafting}
            onHead={() => navigate(hrefTo("resources", parts))}
          />
          <SidePane id="resources-facts" label={resourceStrings.facts} side="right" {...FACTS}>
            <ResourceFacts resource={resource} at={at} />
          </SidePane>
        </>
      )}
      <DiscardDialog {...drafting} />
    </div>
  );
}
