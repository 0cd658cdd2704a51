import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ChangedDocument } from "#core/contract/resources.ts";
import { toResourceKey } from "#core/domain/resource.ts";
import type { Resources } from "#renderer/store/shared-queries.ts";
import { FormBody } from "./form-body.tsx";
import { FormContext } from "./form-context.ts";
import { FormDialogs, type OpenDialog } from "./form-dialogs.tsx";
import { FormFoot } from "./form-foot.tsx";
import { showFirstFault } from "./show-first-fault.ts";
import type { Form } from "./use-form.ts";
import { useFormChecks } from "./use-form-checks.ts";
import { useFormCommands } from "./use-form-commands.ts";
import "./form.css";
import "./form-rows.css";

type ResourceFormProps = {
  readonly form: Form;
  /** With what is archived: its names are taken. */
  readonly registry: Resources;
  readonly label: string;
  /** Above the fields of its kind: name and origin of a new one, what became of the one that is there meanwhile. */
  readonly head: (faults: Readonly<Partial<Record<string, string>>>) => ReactNode;
  readonly onLeave: () => void;
  readonly onDone: (made: ChangedDocument, as: "commit" | "proposal") => void;
};

/** A whole resource as a form: fields or JSON, checked while it is written, reviewed before it lands. */
export function ResourceForm({ form, registry, label, head, onLeave, onDone }: ResourceFormProps) {
  const { draft } = form;
  const [open, setOpen] = useState<OpenDialog>(null);
  const body = useRef<HTMLFormElement>(null);
  /** How often it could not be reviewed. */
  const [stops, setStops] = useState(0);
  useEffect(() => {
    if (stops > 0) showFirstFault(body.current);
  }, [stops]);
  const checks = useFormChecks(draft, registry, { hasTried: stops > 0 });
  const review = (): void => {
    if (checks.canReview) setOpen("review");
    else setStops(stops + 1);
  };
  useFormCommands({ isChanged: checks.isChanged, review });
  const resource = toResourceKey(draft.kind, draft.name);
  return (
    <form
      ref={body}
      className="make-form"
      aria-label={label}
      noValidate
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (
          event.key === "Escape" &&
          !event.defaultPrevented &&
          event.currentTarget.contains(event.target as Node) &&
          // It closes a list that is open, and only that.
          !(event.target as Element).matches("[aria-expanded='true'], [data-expanded]")
        )
          onLeave();
      }}
    >
      <FormContext
        value={{
          draft,
          content: draft.content,
          faults: checks.faults,
          registry: registry.filter(({ state }) => state !== "archived"),
          editContent: form.editContent,
          editUnread: form.editUnread,
          setContent: (content) => form.change({ content }),
          change: form.change,
        }}
      >
        <FormBody head={head(checks.faults)} />
        <FormFoot
          branch={draft.branch}
          resource={resource}
          isChanged={checks.isChanged}
          faults={Object.keys(checks.faults).length}
          ahead={checks.ahead}
          refusal={checks.refusal}
          onThrowAway={() => setOpen("discard")}
          onReview={review}
        />
      </FormContext>
      <FormDialogs
        form={form}
        checks={checks}
        open={open}
        onClose={() => setOpen(null)}
        onLeave={onLeave}
        onDone={onDone}
      />
    </form>
  );
}
