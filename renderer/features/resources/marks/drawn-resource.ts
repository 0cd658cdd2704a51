import { parseContent } from "#core/domain/content/content.ts";
import { variablesOf } from "#core/domain/variable.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";

/** The resource as its draft has it, where that can be drawn: marks that are set are seen before they are committed. */
export function drawnResource(shown: Resource, draft: FormDraft | undefined): Resource {
  if (draft === undefined || draft.json !== null) return shown;
  const parsed = parseContent(shown.kind, draft.content);
  if (!parsed.ok) return shown;
  const variables = variablesOf(parsed.value).map((variable) => ({
    ...variable,
    locked: [...variable.locked],
  }));
  return { ...shown, content: draft.content, variables };
}
