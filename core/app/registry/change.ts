import { AppError } from "#core/base/app-error.ts";
import type { ChangedDocument } from "#core/contract/resources.ts";
import { changesOf, createProposal } from "#core/proposals/create-proposal.ts";
import { commitView, previewCommit } from "#core/resources/commit.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { branchNamed } from "#core/app/handlers/named-commit.ts";
import { sessionForEdit } from "#core/app/sessions/session-for-edit.ts";
import { interfaceChanges } from "./changed-interfaces.ts";
import { editedView, type AskedChange } from "./edited-view.ts";

type Asked = AskedChange & {
  readonly branch?: string | undefined;
  readonly message: string;
  readonly as: "commit" | "proposal";
  /** The proposal that it takes the place of, where it is one. */
  readonly origin?: string | undefined;
};

/**
 * Makes a change of the registry: a commit of whoever asks, or a draft of a proposal by the gate of a session that evolves
 * one of the changed resources. Throws as `editedView`, nothing-to-commit, and decision-refused to who is no person.
 */
export async function changeRegistry(context: AppContext, asked: Asked): Promise<ChangedDocument> {
  const { store, caller, clock } = context;
  // Named once: while it is built here, somebody may have the workspace show another branch.
  const branch = branchNamed(store, asked.branch);
  const base = store.refs.headOf(branch);
  const before = viewAtCommit(store, base);
  const after = await editedView(context, before, { ...asked, isKept: true });
  const changes = [...previewCommit(store, base, after)];
  if (changes.length === 0) {
    throw new AppError("nothing-to-commit", "Nothing would change: the workspace says that already.");
  }
  const told = { changes, contract: interfaceChanges(before, after) };
  const { message } = asked;
  const at = clock.now();
  if (asked.as === "commit") {
    const operation = { kind: "edit", label: message } as const;
    const { id } = commitView(store, after, { branch, base, author: caller, at, message, operation });
    return { ...told, commit: id, head: id, done: message };
  }
  const proposal = store.durable(() =>
    createProposal(store, {
      session: sessionForEdit(
        context,
        branch,
        changesOf(store, base, after).map(({ resource }) => resource),
      ),
      iteration: 0,
      author: caller,
      branch,
      base,
      candidate: after,
      summary: message,
      hypotheses: [],
      origin: asked.origin ?? null,
      at,
    }),
  );
  return { ...told, proposal: proposal.id, head: base, done: `Proposal ${proposal.id}: ${message}` };
}
