import { AppError } from "#core/base/app-error.ts";
import type { Dataset } from "#core/domain/dataset.ts";
import { toAgentKey, type ResourceKey } from "#core/domain/resource.ts";
import { isArchivedDataset } from "#core/evaluation/delete-dataset.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { HostContext } from "./context.ts";

/** The agent that is meant: the named one, the workspace's, or the only one that is in use. */
export function chooseAgent(
  { config }: HostContext,
  view: ResourceView,
  named: string | undefined,
): ResourceKey {
  const name = named ?? config.agent;
  if (name !== undefined) {
    const key = toAgentKey(name);
    view.get(key);
    return key;
  }
  const usable = view.listUsable("agent");
  const [only, ...others] = usable;
  if (only !== undefined && others.length === 0) return only;
  const known = usable.map((key) => key.slice("agent/".length));
  throw new AppError("input-invalid", "It is not clear which agent is meant.", {
    hint: known.length === 0 ? "This workspace has no agent." : `Name one: ${known.join(", ")}.`,
    way: known.length === 0 ? undefined : "name-agent",
  });
}

/** The dataset that is meant: the named one, the workspace's, or the only one there is. */
export function chooseDataset({ config, store }: HostContext, named: string | undefined): Dataset {
  const all = store.datasets.list().filter(({ name: each }) => !isArchivedDataset(store, each));
  const name = named ?? config.dataset ?? (all.length === 1 ? all[0]?.name : undefined);
  const known = all.map((dataset) => dataset.name).join(", ");
  if (name === undefined) {
    throw new AppError("input-invalid", "It is not clear which dataset is meant.", {
      hint: known === "" ? "Import one." : `Name one: ${known}.`,
      way: known === "" ? "import-dataset" : "name-dataset",
    });
  }
  const found = store.datasets.find(name);
  if (found !== null) return found;
  throw new AppError("dataset-missing", `There is no dataset "${name}".`, {
    hint: known === "" ? "Import one." : `There are: ${known}.`,
    way: known === "" ? "import-dataset" : undefined,
  });
}
