import { assertDefined } from "#core/base/assert.ts";
import type { ChangedDocument } from "#core/contract/resources.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { createProposal } from "#core/proposals/create-proposal.ts";
import { commitView } from "#core/resources/commit.ts";
import { refuseSecret } from "#core/resources/refuse-secret.ts";
import type { AppContext } from "#core/app/context.ts";
import { interfaceChanges } from "./changed-interfaces.ts";
import { draftChange, type AskedAs, type DraftedChange } from "./draft-change.ts";

type Asked = AskedAs & Landing;

type Landing = {
  readonly message: string;
  /** The proposal that it takes the place of, where it is one. */
  readonly origin?: string | undefined;
  /** What is written with it, or not at all. */
  readonly alongside?: (() => void) | undefined;
};

/**
 * Makes a change of the registry: a commit of whoever asks, or a draft of a proposal by the gate of a session that evolves
 * one of the changed resources. Throws as `draftChange`, and head-moved where the branch has moved on meanwhile.
 */
export async function changeRegistry(context: AppContext, asked: Asked): Promise<ChangedDocument> {
  refuseSecretMessage(asked.message);
  return landChange(context, await draftChange(context, asked), asked);
}

/** The same of a change that was drafted before, as it was asked for then. Throws head-moved. */
export function landChange(
  context: AppContext,
  drafted: DraftedChange,
  asked: Landing & Pick<AskedAs, "as">,
): ChangedDocument {
  const { base, before, view, changes } = drafted;
  const told = { changes: [...changes], contract: interfaceChanges(before, view) };
  const { message } = asked;
  if (asked.as === "commit") {
    const commit = commitDrafted(context, drafted, asked);
    return { ...told, commit, head: commit, done: message };
  }
  const { id } = fileDrafted(context, drafted, asked);
  return { ...told, proposal: id, head: base, done: `Proposal ${id}: ${message}` };
}

/** The same as `changeRegistry` by proposal, answered with what was filed. The head stays where it is [P14]. */
export async function proposeChange(context: AppContext, asked: Omit<Asked, "as">): Promise<Proposal> {
  refuseSecretMessage(asked.message);
  return fileDrafted(context, await draftChange(context, { ...asked, as: "proposal" }), asked);
}

export function refuseSecretMessage(message: string): void {
  refuseSecret("What is said of the change", message);
}

function commitDrafted(
  { store, caller, clock }: AppContext,
  { view, versions, branch, base }: DraftedChange,
  { message, alongside }: Landing,
): string {
  const operation = { kind: "edit", label: message } as const;
  const request = { branch, base, author: caller, at: clock.now(), message, operation };
  // What it refers to is stored with it or not at all.
  return store.durable(() => {
    store.versions.keep(versions);
    const { id } = commitView(store, view, request);
    alongside?.();
    return id;
  });
}

function fileDrafted(
  { store, caller, clock }: AppContext,
  { view, versions, branch, base, openSession }: DraftedChange,
  { message: summary, origin, alongside }: Landing,
): Proposal {
  const open = assertDefined(openSession, "the session of a proposal");
  return store.durable(() => {
    store.versions.keep(versions);
    const proposal = createProposal(store, {
      ...{ session: open(), branch, base, summary },
      ...{
        iteration: 0,
        author: caller,
        candidate: view,
        hypotheses: [],
        origin: origin ?? null,
        at: clock.now(),
      },
    });
    alongside?.();
    return proposal;
  });
}
