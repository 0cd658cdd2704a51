import { AppError } from "#core/base/app-error.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import { toAgentKey, type ResourceKey } from "#core/domain/resource.ts";
import { openIdleSession } from "#core/evolution/open-idle-session.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { chooseDataset } from "#core/app/defaults.ts";
import { refuseEmptyCaps } from "#core/domain/caps.ts";
import { buildSessionConfig } from "./session-config.ts";

export type MeasuredEdit = {
  readonly branch: string;
  readonly resources: readonly ResourceKey[];
  readonly before: ResourceView;
  readonly after: ResourceView;
};

/**
 * The session by whose gate a person's edit of resources on a branch is measured: the newest there that evolves an agent
 * which is one of them or uses one, so that the edit counts among the tests made there. Where there is none, a new one that
 * only measures; it asks which dataset is meant as starting a session does. Throws at once what forbids it; what it answers with names the
 * session, and opens it where it has to, as part of a durable transaction of the caller's.
 */
export function sessionForEdit(context: AppContext, edit: MeasuredEdit): () => string {
  const { store } = context;
  const agents = measurableAgents(edit);
  const users = agents.filter((agent) => edit.resources.some((each) => uses(edit, agent, each)));
  // Of an edit that touches no agent there is nothing to measure but that it is safe, whosever gate that asks.
  const meant = users.length > 0 ? users : agents;
  const newest = store.sessions
    .list()
    .find((session) => session.branch === edit.branch && meant.includes(session.config.agent));
  if (newest !== undefined) return () => newest.id;
  const dataset = chooseDataset(context, undefined);
  const config = buildSessionConfig({
    scorer: dataset.scorer,
    workspace: { ...context.config.session, caps: context.config.caps },
    asked: {
      agent: chooseMeasured(context, meant),
      dataset: dataset.name,
      iterations: 1,
      seed: 1,
      approve: "ask",
      report: "none",
      caps: {},
      model: null,
    },
    overrides: {},
  });
  refuseEmptyCaps(config.caps);
  return () => openIdleSession(store, { config, branch: edit.branch, at: context.clock.now() });
}

/** The agents with a before and an after: what comes in or goes has nothing to be measured against. */
function measurableAgents({ before, after }: MeasuredEdit): readonly ResourceKey[] {
  const isInUse = (view: ResourceView, agent: ResourceKey): boolean => {
    const lifecycle = view.find(agent)?.lifecycle;
    return lifecycle === "active" || lifecycle === "deprecated";
  };
  return before.list("agent").filter((agent) => isInUse(before, agent) && isInUse(after, agent));
}

function chooseMeasured({ config }: AppContext, agents: readonly ResourceKey[]): ResourceKey {
  const usual = config.agent === undefined ? undefined : toAgentKey(config.agent);
  const [first] = agents;
  if (usual !== undefined && agents.includes(usual)) return usual;
  if (first !== undefined) return first;
  throw new AppError("input-invalid", "There is no agent yet by which a proposal could be measured.", {
    hint: "Commit it by hand: from the first agent on, changes can be measured.",
  });
}

/** Before or after it. */
function uses({ before, after }: MeasuredEdit, agent: ResourceKey, resource: ResourceKey): boolean {
  return [before, after].some(
    (view) => agent === resource || dependenciesOf(view.get(agent).resource).includes(resource),
  );
}
