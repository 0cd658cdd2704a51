import { dependenciesOf } from "#core/domain/dependencies.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { openIdleSession } from "#core/evolution/open-idle-session.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { chooseAgent, chooseDataset } from "#core/app/defaults.ts";
import { refuseEmptyCaps } from "#core/domain/caps.ts";
import { buildSessionConfig } from "./session-config.ts";

/**
 * The session by whose gate a person's edit of resources on a branch is measured: the newest there that evolves an agent
 * which is one of them or uses one, so that the edit counts among the tests made there. Where there is none, a new one that only measures; it
 * asks which agent or dataset is meant as starting a session does. Part of a durable transaction of the caller's.
 */
export function sessionForEdit(
  context: AppContext,
  branch: string,
  resources: readonly ResourceKey[],
): string {
  const { store } = context;
  const view = viewAtCommit(store, store.refs.headOf(branch));
  const users = view.list("agent").filter((agent) => resources.some((each) => uses(view, agent, each)));
  const newest = store.sessions
    .list()
    .find((session) => session.branch === branch && users.includes(session.config.agent));
  if (newest !== undefined) return newest.id;
  const [user] = users;
  const dataset = chooseDataset(context, undefined);
  const config = buildSessionConfig({
    scorer: dataset.scorer,
    workspace: { ...context.config.session, caps: context.config.caps },
    asked: {
      agent: user ?? chooseAgent(context, view, undefined),
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
  return openIdleSession(store, { config, branch, at: context.clock.now() });
}

function uses(view: ResourceView, agent: ResourceKey, resource: ResourceKey): boolean {
  return agent === resource || dependenciesOf(view.get(agent).resource).includes(resource);
}
