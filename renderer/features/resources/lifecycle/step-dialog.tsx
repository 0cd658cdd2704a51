import { useState } from "react";
import type { AskedEdit } from "#core/domain/edit.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { ReviewDialog } from "#renderer/features/resources/review/review-dialog.tsx";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { RetireWayOut } from "./retire-way-out.tsx";
import type { AskedStep } from "./steps-from.ts";

type StepDialogProps = {
  readonly resource: ResourceKey;
  readonly version: string;
  readonly branch: string;
  /** Those that use it directly. */
  readonly dependents: readonly ResourceKey[];
  /** Null: nothing is asked. */
  readonly step: AskedStep | null;
  readonly onClose: () => void;
};

/** A step of a resource's life, seen before it is taken: who uses it, and what would no longer work. */
export function StepDialog({ step, onClose, ...rest }: StepDialogProps) {
  // A new question begins without what was added to the last one.
  return <Stepping key={step ?? ""} step={step} onClose={onClose} {...rest} />;
}

function Stepping({ resource, version, branch, dependents, step, onClose }: StepDialogProps) {
  const [isDetached, setIsDetached] = useState(false);
  const detached: readonly AskedEdit[] = isDetached
    ? dependents.map((agent) => ({ type: "detach", resource: agent, part: resource }))
    : [];
  const { messages, lifecycleTitle } = formStrings;
  return (
    <ReviewDialog
      title={step === null ? "" : lifecycleTitle[step](resource)}
      change={
        step === null
          ? null
          : {
              branch,
              edits: [...detached, { type: "step", resource, step }],
              read: { [resource]: version },
              message: messages[step](resource),
            }
      }
      wayOut={
        step === "unregister" && !isDetached ? (
          <RetireWayOut
            dependents={dependents}
            canDetach={splitResourceKey(resource).kind !== "prompt"}
            onDetach={() => setIsDetached(true)}
          />
        ) : null
      }
      onClose={onClose}
      onDone={onClose}
    />
  );
}
