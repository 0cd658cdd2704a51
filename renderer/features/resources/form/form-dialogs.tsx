import type { ChangedDocument } from "#core/contract/resources.ts";
import { toResourceKey } from "#core/domain/resource.ts";
import { ReviewDialog } from "#renderer/features/resources/review/review-dialog.tsx";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { DiscardDialog } from "./discard-dialog.tsx";
import type { Form } from "./use-form.ts";
import type { FormChecks } from "./use-form-checks.ts";

export type OpenDialog = "review" | "discard" | null;

type FormDialogsProps = {
  readonly form: Form;
  readonly checks: FormChecks;
  readonly open: OpenDialog;
  readonly onClose: () => void;
  /** After it was thrown away. */
  readonly onLeave: () => void;
  readonly onDone: (made: ChangedDocument, as: "commit" | "proposal") => void;
};

/** What is asked before a draft lands, and before it is thrown away. */
export function FormDialogs({ form, checks, open, onClose, onLeave, onDone }: FormDialogsProps) {
  const { kind, name } = form.draft;
  return (
    <>
      <ReviewDialog
        title={formStrings.reviewTitle}
        change={open === "review" ? { ...checks.change, message: checks.message } : null}
        onMessage={(message) => form.change({ message })}
        onClose={onClose}
        onDone={(made, as) => {
          form.drop();
          onClose();
          onDone(made, as);
        }}
      />
      <DiscardDialog
        draft={{ resource: toResourceKey(kind, name) }}
        isAsking={open === "discard"}
        answer={(isThrownAway) => {
          onClose();
          if (!isThrownAway) return;
          form.drop();
          onLeave();
        }}
      />
    </>
  );
}
