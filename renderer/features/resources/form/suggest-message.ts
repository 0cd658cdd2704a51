import { diffJson } from "#core/domain/json-diff.ts";
import { nameVariable } from "#core/domain/name-variable.ts";
import { toResourceKey } from "#core/domain/resource.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { compileEdits } from "./compile-edits.ts";

/** So many places are named; of more, their number. */
const MOST_NAMED = 3;

/** What a form does, in a line that can stand as a commit's message where nobody says more. */
export function suggestMessage(draft: FormDraft): string {
  const resource = toResourceKey(draft.kind, draft.name);
  const { messages } = formStrings;
  if (draft.base === null)
    return draft.copiedFrom === null
      ? messages.add(resource)
      : messages.copy(draft.copiedFrom.resource, resource);
  const { edits } = compileEdits(draft);
  const [only, ...others] = edits;
  if (only?.type === "lock" && others.length === 0) return messages.lock(excerpt(only.text), resource);
  if (only?.type === "unlock" && others.length === 0) return messages.unlock(excerpt(only.text), resource);
  if (edits.every(({ type }) => type !== "update")) return messages.marks(resource);
  const places = [
    ...new Set(
      diffJson(draft.opened, draft.content)
        .filter(({ path }) => !path.startsWith("/mask"))
        .map(({ path }) => nameVariable(draft.content, path)),
    ),
  ];
  return places.length > MOST_NAMED || places.length === 0
    ? messages.revise(resource)
    : messages.reviseIn(resource, places);
}

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 48 ? `${line.slice(0, 47)}…` : line;
}
