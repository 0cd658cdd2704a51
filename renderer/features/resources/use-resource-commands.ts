import { ASKED_STEPS } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { type Resource, type Resources, versionsQuery } from "#renderer/store/shared-queries.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { stepsFrom, type AskedStep } from "./lifecycle/steps-from.ts";

type ResourceCommandParts = {
  /** The resource at head; undefined where it is not read, or another moment is. */
  readonly shown: Resource | undefined;
  readonly resource: ResourceKey | null;
  readonly at: string;
  readonly registry: Resources;
  readonly onEdit: (pointer: string) => void;
  readonly onEditWhole: () => void;
  readonly onStep: (step: AskedStep) => void;
};

/** Keys and palette rows of the registry. */
export function useResourceCommands(parts: ResourceCommandParts): void {
  const { shown, resource, at, registry, onEdit, onEditWhole, onStep } = parts;
  const steps = shown === undefined ? [] : stepsFrom(shown.state);
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
      id: "resource-new",
      title: formStrings.newKey,
      group,
      keys: "N",
      pane: "resources",
      run: () => navigate(hrefTo("resources", ["new"])),
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
      id: "resource-edit-whole",
      title: formStrings.editWholeKey,
      group,
      keys: "Shift+E",
      pane: "resource",
      isDisabled: shown === undefined || shown.state === "archived",
      run: onEditWhole,
    },
    {
      id: "resource-copy",
      title: formStrings.copyAs,
      group,
      isDisabled: shown === undefined,
      run: () => navigate(hrefTo("resources", ["new", shown?.kind ?? ""], { from: resource ?? undefined })),
    },
    ...ASKED_STEPS.map((step) => ({
      id: `resource-${step}`,
      title: formStrings.lifecycle[step],
      group,
      isDisabled: !steps.includes(step),
      run: () => onStep(step),
    })),
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
