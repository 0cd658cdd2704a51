import { AppError } from "#core/base/app-error.ts";
import type { Dataset } from "#core/domain/dataset.ts";
import { toAgentKey, type ResourceKey } from "#core/domain/resource.ts";
import { isArchivedDataset } from "#core/evaluation/delete-dataset.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { HostContext } from "./context.ts";

type Choice = { readonly agent?: string | undefined; readonly dataset?: string | undefined };

/**
 * Where it is clear neither which agent nor which dataset is meant, both are asked for at once [C38]. Whatever needs the two
 * calls this before it chooses the one and then the other.
 */
export function refuseBothUnclear(context: HostContext, view: ResourceView, named: Choice): void {
  const agents = unclearAgents(context, view, named.agent);
  const datasets = unclearDatasets(context, named.dataset);
  if (agents === null || datasets === null || agents.length === 0 || datasets.length === 0) return;
  throw new AppError("input-invalid", "It is clear neither which agent nor which dataset is meant.", {
    hint: `Name an agent, of ${agents.join(", ")}, and a dataset, of ${datasets.join(", ")}.`,
    way: "name-both",
  });
}

/** Those that may be meant, none perhaps; null where it is clear. */
function unclearAgents(
  { config }: HostContext,
  view: ResourceView,
  named: string | undefined,
): readonly string[] | null {
  const usable = view.listUsable("agent");
  return (named ?? config.agent) !== undefined || usable.length === 1
    ? null
    : usable.map((key) => key.slice("agent/".length));
}

function unclearDatasets(
  { config, store }: HostContext,
  named: string | undefined,
): readonly string[] | null {
  const all = store.datasets.list().filter(({ name }) => !isArchivedDataset(store, name));
  return (named ?? config.dataset) !== undefined || all.length === 1 ? null : all.map(({ name }) => name);
}

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
