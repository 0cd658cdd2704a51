import type { ChangedDocument, ChangePreviewDocument } from "#core/contract/resources.ts";
import { wordHint } from "#core/host/cli/word-hint.ts";
import { formatChange } from "./change.ts";
import { formatTable, joinOr, shortId } from "./format.ts";

/** What a change of the registry came to. */
export function formatChanged({ commit, done, changes, contract, proposal }: ChangedDocument): string {
  return [
    commit === undefined ? done : `${shortId(commit)} ${done}`,
    formatResources(changes),
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
    formatResources(changes),
    ...formatContract(contract),
    `Used by: ${joinOr(dependents, ", ", "nothing else")}`,
    "",
    ...differences.map(formatChange),
  ].join("\n");
}

function formatResources(changes: ChangedDocument["changes"]): string {
  return formatTable(
    ["resource", "label", "from", "to", "state"],
    changes.map(({ resource, label, from, to, lifecycle }) => [
      resource,
      label,
      from === null ? "new" : shortId(from),
      shortId(to),
      lifecycle,
    ]),
  );
}

function formatContract(contract: ChangedDocument["contract"]): readonly string[] {
  return contract.map(({ resource, kind, text }) => `${kind === "broken" ? "!" : "+"} ${resource}: ${text}`);
}
