import type { Clock } from "#core/base/clock.ts";
import type { Author } from "#core/domain/author.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import type { Session } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";

/**
 * No correction for many tests helps once validation answers steer the proposals. So what a person saw of validation
 * items is on record [A11], and what that person's words reached afterwards is marked.
 */

type Looking = { readonly store: Store; readonly clock: Clock; readonly caller: Author };

/** Notes, once, that the caller sees this of a dataset's validation items; before it is handed out. */
export function noteValidationSeen({ clock, ...looking }: Looking, dataset: string, what: string): void {
  const { store, caller } = looking;
  if (isValidationNoted(looking, dataset, what)) return;
  store.durable(() => {
    const body = { dataset, what, by: caller.name };
    store.audit.append({ at: clock.now(), type: "validation-seen", body });
  });
}

/** Whether nothing is to be noted of it: it stands there already, or who looks is no person. */
export function isValidationNoted(
  { store, caller: { kind, name } }: Pick<Looking, "store" | "caller">,
  dataset: string,
  what: string,
): boolean {
  if (kind !== "person") return true;
  return store.audit
    .ofType("validation-seen")
    .some(({ body }) => body["dataset"] === dataset && body["what"] === what && body["by"] === name);
}

/**
 * Answers for each proposal whether somebody who had seen validation items of its dataset had a say in it: as its author,
 * or with a hint or the reason of a refusal that its session was given before.
 */
export function createInformedCheck(store: Store): (proposal: Proposal) => boolean {
  const firstSeen = new Map<string, number>();
  for (const { at, body } of store.audit.ofType("validation-seen")) {
    const dataset = body["dataset"] as string; // Sound: only noteValidationSeen writes these.
    firstSeen.set(dataset, Math.min(at, firstSeen.get(dataset) ?? at));
  }
  const sessions = new Map<string, { readonly dataset: string; readonly wordsAt: readonly number[] }>();
  const sessionOf = (id: string) => {
    const found = sessions.get(id) ?? {
      dataset: store.sessions.find(id)?.config.dataset ?? "",
      wordsAt: wordsOf(store, id),
    };
    sessions.set(id, found);
    return found;
  };
  return ({ session, author, createdAt }) => {
    if (session === null) return false;
    const { dataset, wordsAt } = sessionOf(session);
    const seenAt = firstSeen.get(dataset);
    if (seenAt === undefined || createdAt < seenAt) return false;
    return author.kind === "person" || wordsAt.some((at) => at >= seenAt && at <= createdAt);
  };
}

/** When people told a session's proposer something: hints, and the reasons for which they refused. */
function wordsOf(store: Store, session: Session["id"]): readonly number[] {
  const refusals = store.proposals.ofSession(session).flatMap(({ id }) => {
    const decision = store.proposals.decision(id);
    return decision === null || decision.kind === "approve" || decision.by.kind !== "person"
      ? []
      : decision.at;
  });
  return [...store.events.timesOf(session, "hint"), ...refusals];
}

/** How much a validation set has given away, over all sessions: assessments on it, and proposals informed by it. */
export function wearOf(store: Store, dataset: string): number {
  const isInformed = createInformedCheck(store);
  const proposals = store.sessions
    .list()
    .filter(({ config }) => config.dataset === dataset)
    .flatMap(({ id }) => store.proposals.ofSession(id));
  return store.proposals.countAssessments(dataset) + proposals.filter(isInformed).length;
}
