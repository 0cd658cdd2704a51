import { Button } from "@mantine/core";
import { useState } from "react";
import { FormDialogs, type OpenDialog } from "#renderer/features/resources/form/form-dialogs.tsx";
import { useFormChecks } from "#renderer/features/resources/form/use-form-checks.ts";
import { useFormCommands } from "#renderer/features/resources/form/use-form-commands.ts";
import { useForm } from "#renderer/features/resources/form/use-form.ts";
import { Keys } from "#renderer/navigation/keys.tsx";
import { useQuery } from "#renderer/store/app-context.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import { registryQuery } from "#renderer/store/shared-queries.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { Sign } from "#renderer/ui/sign.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./edit.css";

type DraftBarProps = { readonly draft: FormDraft; readonly onEdit: () => void };

/** Above a resource that is read while its draft waits: what is drawn is not committed. */
export function DraftBar({ draft, onEdit }: DraftBarProps) {
  const form = useForm(`${draft.kind}/${draft.name}`, draft);
  const registry = useQuery(registryQuery(draft.branch)).data ?? [];
  const checks = useFormChecks(draft, registry, { hasTried: true });
  const [open, setOpen] = useState<OpenDialog>(null);
  const fault = Object.values(checks.faults)[0] ?? checks.refusal;
  useFormCommands({ isChanged: checks.canReview, review: () => setOpen("review") });
  return (
    <div className="draft-bar">
      <span className="draft-bar-text" role="status">
        <Sign name="undecided" /> {fault === null ? formStrings.draftWaits : <ShownText text={fault} />}
      </span>
      <div className="draft-bar-buttons">
        <Button onClick={() => setOpen("discard")}>{formStrings.throwAway}</Button>
        <Button onClick={onEdit}>{formStrings.goOnEditing}</Button>
        <Button
          variant="filled"
          disabled={!checks.canReview}
          rightSection={<Keys of="resource-review" />}
          onClick={() => setOpen("review")}
        >
          {formStrings.review}
        </Button>
      </div>
      <FormDialogs
        form={form}
        checks={checks}
        open={open}
        onClose={() => setOpen(null)}
        onLeave={nothingMore}
        onDone={nothingMore}
      />
    </div>
  );
}

/** The resource stays where it is, drawn without its draft. */
function nothingMore(): void {
  // Nothing is left to do.
}
