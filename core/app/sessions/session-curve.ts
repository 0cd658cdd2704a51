import type { SessionDocument } from "#core/contract/sessions.ts";
import type { Session } from "#core/domain/session.ts";
import { modelOfSession } from "#core/app/models/agent-model.ts";
import { createScoreLookup } from "#core/app/documents/measured.ts";
import { systemAt } from "#core/app/documents/system-of.ts";
import type { Store } from "#core/store/store.ts";

type Head = { readonly commit: string; readonly iteration: number; readonly system: string | null };

/**
 * One point per system that was head in a session, by the best that is known of it: the same figure as anywhere else. A
 * commit gets none from the assessment that chose it: the winner's number flatters it. These items chose the commits: the
 * curve is no claim about unseen ones, and each point carries its own interval, as points may rest on different items.
 */
export function toCurve(store: Store, session: Session): Pick<SessionDocument, "curve" | "unmeasured"> {
  const { dataset } = session.config;
  const { provider, name } = modelOfSession(store, session);
  const scoreOf = createScoreLookup(store);
  const heads = listHeads(store, session).map(({ commit, iteration, system }) => ({
    commit,
    iteration,
    score: system === null ? null : scoreOf({ system, dataset, model: `${provider}/${name}` }),
  }));
  const last = heads.at(-1);
  return {
    curve: heads.flatMap(({ score, ...head }) => {
      if (score === null) return [];
      const { items, estimate } = score;
      return [{ ...head, items, estimate: { ...estimate, interval: [...estimate.interval] } }];
    }),
    // Before the first measurement there is no curve that could end too early.
    unmeasured: last === undefined || heads.length === 1 || last.score !== null ? null : last.commit,
  };
}

/** The systems that were head, in their order: where it began, what others committed meanwhile, and its own commits. */
function listHeads(store: Store, { id, config, startCommit }: Session): readonly Head[] {
  const since = new Map([[startCommit, 0]]);
  for (const { id: proposal, base, iteration } of store.proposals.ofSession(id)) {
    if (!since.has(base)) since.set(base, Math.max(0, iteration - 1));
    const commit = store.commits.ofProposal(proposal);
    if (commit !== null) since.set(commit, iteration);
  }
  const heads: Head[] = [];
  let reached = 0;
  for (const commit of store.commits.inOrder([...since.keys()])) {
    // What waited may be approved after later iterations: it is head from then on.
    reached = Math.max(reached, since.get(commit) ?? 0);
    const system = systemAt(store, commit, config.agent);
    // An edit of something else, or a copy of what is head already, is the same system.
    if (heads.length > 0 && heads.at(-1)?.system === system) continue;
    heads.push({ commit, iteration: reached, system });
  }
  return heads;
}
