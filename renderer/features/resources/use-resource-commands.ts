import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { type Resources, versionsQuery } from "#renderer/store/shared-queries.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";

type ResourceCommandParts = {
  readonly resource: ResourceKey | null;
  readonly at: string;
  readonly registry: Resources;
  readonly onEdit: (pointer: string) => void;
};

/** Keys and palette rows of the registry. */
export function useResourceCommands({ resource, at, registry, onEdit }: ResourceCommandParts): void {
  const commit = useNewestCommit(resource);
  const keys = registry.map(({ kind, name }) => `${kind}/${name}`);
  const go = (step: number): void => {
    const here = resource === null ? -1 : keys.indexOf(resource);
    const next = keys[Math.min(Math.max(here + step, 0), keys.length - 1)];
    const query = { at: at === "head" ? undefined : at };
    if (next !== undefined) navigate(hrefTo("resources", next.split("/"), query), { replace: true });
  };
  const group = resourceStrings.group;
  useCommands("resources", [
    {
      id: "resource-next",
      title: resourceStrings.next,
      group,
      keys: "J",
      pane: "resources",
      run: () => go(1),
    },
    {
      id: "resource-last",
      title: resourceStrings.previous,
      group,
      keys: "K",
      pane: "resources",
      run: () => go(-1),
    },
    {
      id: "resource-edit",
      title: resourceStrings.editKeys,
      group,
      keys: "E",
      pane: "resource",
      isDisabled: resource === null || at !== "head",
      run: () => onEdit(focusedPointer()),
    },
    {
      id: "resource-lineage",
      title: resourceStrings.openInLineage,
      group,
      isDisabled: commit === null,
      run: () => navigate(hrefTo("lineage", [commit ?? ""])),
    },
  ]);
}

/** The variable that has focus in the content, or its first one. */
function focusedPointer(): string {
  const focused = document.activeElement?.closest<HTMLElement>("[data-pointer]");
  const first = document.querySelector<HTMLElement>('[data-pane="resource"] [data-pointer]');
  return (focused ?? first)?.dataset["pointer"] ?? "";
}

const NO_VERSIONS = { key: "resources.versions", topics: [], read: async () => await Promise.resolve([]) };

function useNewestCommit(resource: ResourceKey | null): string | null {
  const versions = useQuery(resource === null ? NO_VERSIONS : versionsQuery(resource, "head")).data;
  return versions?.[0]?.commit ?? null;
}
