import { Button } from "@mantine/core";
import { useState } from "react";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { RESOURCE_KINDS, type ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Resources } from "#renderer/store/shared-queries.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { EmptyState } from "#renderer/ui/states.tsx";
import { NewDrafts } from "./new-drafts.tsx";
import { MeaningResults } from "./asking/meaning-results.tsx";
import { useMeaningSearch } from "./asking/use-meaning-search.ts";
import { ResourceFilter } from "./resource-filter.tsx";
import { StateTag } from "./state-tag.tsx";
import "./resource-list.css";

type ResourceListProps = {
  readonly resources: Resources;
  readonly selected: ResourceKey | null;
  readonly at: string;
};

/** Everything in use, by kind; what is archived is shown when it is asked for, or is the one that is selected. */
export function ResourceList({ resources, selected, at }: ResourceListProps) {
  const [filter, setFilter] = useState("");
  const [hasArchived, setHasArchived] = useState(false);
  const search = useMeaningSearch();
  if (resources.length === 0) {
    return <EmptyState title={resourceStrings.emptyTitle}>{resourceStrings.emptyText}</EmptyState>;
  }
  const wanted = filter.trim().toLowerCase();
  const archived = resources.filter(({ state }) => state === "archived").length;
  const found = resources.filter(
    ({ kind, name, description, state }) =>
      `${name} ${description}`.toLowerCase().includes(wanted) &&
      (state !== "archived" || hasArchived || selected === `${kind}/${name}`),
  );
  return (
    <>
      <ResourceFilter
        filter={filter}
        at={at}
        isBusy={search.isBusy}
        onFilter={(text) => {
          setFilter(text);
          search.clear();
        }}
        onSearch={() => void search.ask(filter)}
      />
      {at === "head" ? <NewDrafts /> : null}
      {search.found === null ? null : (
        <MeaningResults search={search.found} selected={selected} onAll={search.clear} />
      )}
      {search.found === null && found.length === 0 ? (
        <p className="resources-none faint">{resourceStrings.filterNone}</p>
      ) : null}
      {(search.found === null ? RESOURCE_KINDS : []).map((kind) => (
        <KindGroup
          key={kind}
          title={resourceStrings.kinds[kind]}
          resources={found.filter((resource) => resource.kind === kind)}
          selected={selected}
          at={at}
        />
      ))}
      {archived === 0 ? null : (
        <Button
          className="resources-archived"
          variant="subtle"
          color="gray"
          aria-pressed={hasArchived}
          onClick={() => setHasArchived(!hasArchived)}
        >
          {hasArchived ? formStrings.hideArchived(archived) : formStrings.showArchived(archived)}
        </Button>
      )}
    </>
  );
}

type KindGroupProps = ResourceListProps & { readonly title: string };

const formsOf = (state: AppState) => state.forms;

function KindGroup({ title, resources, selected, at }: KindGroupProps) {
  const forms = useAppState(formsOf);
  if (resources.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="resources-kind">
        {title} <span className="faint">{resources.length}</span>
      </h3>
      <ul>
        {resources.map(({ kind, name, label, state, description }) => (
          <li key={name}>
            <a
              className="resources-row"
              href={hrefTo("resources", [kind, name], { at: at === "head" ? undefined : at })}
              title={showHiddenSigns(description)}
              {...(selected === `${kind}/${name}` ? { "aria-current": "true" as const } : {})}
            >
              <span className="truncate resources-name">{name}</span>
              {at !== "head" || forms[`${kind}/${name}`] === undefined ? null : (
                <span className="resources-edited" title={formStrings.draftWaits}>
                  {formStrings.edited}
                </span>
              )}
              <StateTag state={state} />
              <span className="number faint">{label}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
