import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { RESOURCE_KINDS, type ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import type { Resources } from "#renderer/store/shared-queries.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { EmptyState } from "#renderer/ui/states.tsx";
import { StateTag } from "./state-tag.tsx";

type ResourceListProps = {
  readonly resources: Resources;
  readonly selected: ResourceKey | null;
  readonly at: string;
};

export function ResourceList({ resources, selected, at }: ResourceListProps) {
  const [filter, setFilter] = useState("");
  if (resources.length === 0) {
    return <EmptyState title={resourceStrings.emptyTitle}>{resourceStrings.emptyText}</EmptyState>;
  }
  const wanted = filter.trim().toLowerCase();
  const found = resources.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className="resources-filter">
        <TextInput
          aria-label={resourceStrings.filter}
          placeholder={resourceStrings.filter}
          leftSection={<IconSearch size={14} />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      </div>
      {found.length === 0 ? <p className="resources-none faint">{resourceStrings.filterNone}</p> : null}
      {RESOURCE_KINDS.map((kind) => (
        <KindGroup
          key={kind}
          title={resourceStrings.kinds[kind]}
          resources={found.filter((resource) => resource.kind === kind)}
          selected={selected}
          at={at}
        />
      ))}
    </>
  );
}

type KindGroupProps = ResourceListProps & { readonly title: string };

function KindGroup({ title, resources, selected, at }: KindGroupProps) {
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
              <StateTag state={state} />
              <span className="number faint">{label}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
