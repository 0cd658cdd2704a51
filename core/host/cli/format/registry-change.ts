import type { ChangedDocument, ChangePreviewDocument } from "#core/contract/resources.ts";
import { wordHint } from "#core/host/cli/word-hint.ts";
import { formatChange } from "./change.ts";
import { formatChanges } from "./changes.ts";
import { joinOr, shortId } from "./format.ts";

/** What a change of the registry came to. */
export function formatChanged({ commit, done, changes, contract, proposal }: ChangedDocument): string {
  return [
    commit === undefined ? done : `${shortId(commit)} ${done}`,
    formatChanges(changes),
    ...formatContract(contract),
    ...(proposal === undefined ? [] : [`Measure it with \`proposal assess ${proposal}\`.`]),
  ].join("\n");
}

/** What it would come to. */
export function formatForetold(preview: ChangePreviewDocument): string {
  const { refusal, changes, contract, dependents, differences } = preview;
  if (refusal !== null)
    return ["Would be refused:", refusal.message, wordHint(refusal), `[${refusal.code}]`].join("\n");
  return [
    "Would change:",
    formatChanges(changes),
    ...formatContract(contract),
    `Used by: ${joinOr(dependents, ", ", "nothing else")}`,
    "",
    ...differences.map(formatChange),
  ].join("\n");
}

function formatContract(contract: ChangedDocument["contract"]): readonly string[] {
  return contract.map(({ resource, kind, text }) => `${kind === "broken" ? "!" : "+"} ${resource}: ${text}`);
}
