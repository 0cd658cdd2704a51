import { useState } from "react";
import { RESOURCE_KINDS } from "#core/domain/resource.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { registryQuery, resourceAtQuery, type Resource } from "#renderer/store/shared-queries.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { SidePane } from "#renderer/ui/side-pane.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { ContractPane } from "./asking/contract-pane.tsx";
import { useIsTight } from "#renderer/ui/use-is-narrow.ts";
import { DiscardDialog } from "./form/discard-dialog.tsx";
import { StepDialog } from "./lifecycle/step-dialog.tsx";
import type { AskedStep } from "./lifecycle/steps-from.ts";
import { MakePane } from "./make/make-pane.tsx";
import { NewChooser } from "./make/new-chooser.tsx";
import { NothingChosen } from "./make/nothing-chosen.tsx";
import { ResourceFacts } from "./resource-facts.tsx";
import { ResourceList } from "./resource-list.tsx";
import { ResourcePane } from "./resource-pane.tsx";
import { FilesDialogs } from "./files/files-dialogs.tsx";
import { FilesMenu } from "./files/files-menu.tsx";
import { ListToolbar } from "./toolbar/list-toolbar.tsx";
import { useResourceCommands } from "./use-resource-commands.ts";
import { keyOf } from "./variable/resource-queries.ts";
import { useDraft } from "./variable/use-draft.ts";
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
  const { parts, query } = useRoute();
  const at = query["at"] ?? "head";
  const resource = keyOf(parts);
  const registry = useQuery(registryQuery(at));
  const shown = useQuery<Resource | undefined>(
    resource === null ? NO_RESOURCE : resourceAtQuery(resource, at),
  );
  const branch = useShownBranch();
  const inUse = (registry.data ?? []).filter(({ state }) => state !== "archived").length;
  // A form needs the room.
  const isTight = useIsTight();
  const drafting = useDraft(shown.data);
  const [step, setStep] = useState<AskedStep | null>(null);
  const read = (): void => navigate(hrefTo("resources", parts));
  const edit = (): void => navigate(hrefTo("resources", parts, { edit: "form" }));
  useResourceCommands({
    shown: at === "head" ? shown.data : undefined,
    resource,
    at,
    registry: registry.data ?? [],
    onEdit: drafting.open,
    onEditWhole: edit,
    onStep: setStep,
  });
  return (
    <div className="panes">
      <RegistryPane resource={resource} at={at} />
      {query["contract"] !== undefined ? (
        <ContractPane at={at} />
      ) : resource === null ? (
        <Made parts={parts} from={query["from"]} />
      ) : (
        <div className="panes panes-main resources-shown">
          <ResourcePane
            key={`${resource} ${at}`}
            resource={resource}
            at={at}
            drafting={drafting}
            isEditing={query["edit"] !== undefined}
            onEdit={edit}
            onRead={read}
            onStep={setStep}
            onHead={read}
          />
          {isTight && query["edit"] !== undefined ? null : (
            <SidePane
              id="resources-facts"
              label={resourceStrings.facts}
              side="right"
              isBelow={isTight}
              {...FACTS}
            >
              <ResourceFacts resource={resource} at={at} />
            </SidePane>
          )}
        </div>
      )}
      {shown.data === undefined || resource === null || branch === null ? null : (
        <StepDialog
          resource={resource}
          version={shown.data.version}
          branch={branch}
          dependents={shown.data.dependents}
          step={step}
          onClose={() => setStep(null)}
        />
      )}
      <FilesDialogs at={at} resource={resource} count={inUse} />
      <DiscardDialog {...drafting} />
    </div>
  );
}

type MadeProps = { readonly parts: readonly string[]; readonly from: string | undefined };

/** Where no resource is shown: a new one, the choice of its kind, or what to do next. */
function Made({ parts: [place, named], from }: MadeProps) {
  const kind = RESOURCE_KINDS.find((each) => each === named);
  if (place !== "new") return <NothingChosen />;
  if (kind === undefined) return <NewChooser />;
  const source = keyOf((from ?? "").split("/"));
  return <MakePane key={kind} kind={kind} from={source?.startsWith(`${kind}/`) === true ? source : null} />;
}

/** What there is, by kind, and what is done with all of it. */
function RegistryPane({ resource, at }: { readonly resource: ResourceKey | null; readonly at: string }) {
  const { queries } = useApp();
  const query = registryQuery(at);
  const registry = useQuery(query);
  const isSearched = useRoute().query["find"] !== undefined;
  const tools = (
    <ListToolbar at={at}>
      <FilesMenu at={at} />
    </ListToolbar>
  );
  return (
    <SidePane id="resources-list" label={resourceStrings.title} side="left" isAsked={isSearched} {...LIST}>
      <Pane id="resources" title={resourceStrings.title} tools={tools}>
        <Ready of={registry} onRetry={() => queries.retry(query.key)}>
          {(listed) => <ResourceList resources={listed} selected={resource} at={at} />}
        </Ready>
      </Pane>
    </SidePane>
  );
}
