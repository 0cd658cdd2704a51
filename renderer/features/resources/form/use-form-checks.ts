import type { ChangePreviewDocument } from "#core/contract/resources.ts";
import { useChangePreview } from "#renderer/features/resources/review/use-change-preview.ts";
import type { AskedChange } from "#renderer/features/resources/review/asked-change.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import type { Resources } from "#renderer/store/shared-queries.ts";
import { compileEdits, isChanged } from "./compile-edits.ts";
import type { Faults } from "./find-faults.ts";
import { judgeForm, keysOf, showFaults } from "./judge-form.ts";
import { placeRefusal } from "./place-refusal.ts";
import { suggestMessage } from "./suggest-message.ts";

export type FormChecks = {
  /** To be shown, the host's refusal at its field among them. */
  readonly faults: Faults;
  readonly isChanged: boolean;
  readonly canReview: boolean;
  readonly change: AskedChange;
  /** What was typed as the commit's message, else what can be said of it without being asked. */
  readonly message: string;
  readonly ahead: ChangePreviewDocument | null;
  /** The host's, where it belongs to no field. */
  readonly refusal: string | null;
};

/** What is wrong with a form, here and by the host, which is asked while it is written [L23]. */
export function useFormChecks(
  draft: FormDraft,
  registry: Resources,
  { hasTried }: { readonly hasTried: boolean },
): FormChecks {
  const all = judgeForm(draft, keysOf(registry));
  const isSound = Object.keys(all).length === 0;
  const compiled = isSound ? compileEdits(draft) : { edits: [], read: {} };
  const change: AskedChange = { branch: draft.branch, ...compiled };
  const { data, isReading } = useChangePreview(compiled.edits.length === 0 ? null : change);
  const refusal = isSound && !isReading ? (data?.refusal ?? null) : null;
  const place = refusal === null ? null : placeRefusal(refusal, draft);
  const told = hasTried ? all : showFaults(all, draft);
  return {
    faults: place === null || refusal === null ? told : { ...told, [place]: refusal.message },
    isChanged: isChanged(draft),
    canReview: isSound && compiled.edits.length > 0,
    change,
    message: draft.message === "" ? suggestMessage(draft) : draft.message,
    ahead: isReading ? null : data,
    refusal: place === null ? (refusal?.message ?? null) : null,
  };
}
