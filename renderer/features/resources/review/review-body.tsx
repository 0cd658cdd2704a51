import type { ReactNode } from "react";
import type { ChangePreviewDocument } from "#core/contract/resources.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { ErrorState, LoadingState } from "#renderer/ui/states.tsx";
import { hintHere } from "#renderer/store/hint-here.ts";
import { ChangedResource } from "./changed-resource.tsx";
import type { ChangePreview } from "./use-change-preview.ts";

type ReviewBodyProps = {
  readonly preview: ChangePreview;
  /** The way out of a refusal, where there is one from here. */
  readonly wayOut?: ReactNode;
};

/** What a change would do, or why it would be refused. */
export function ReviewBody({ preview: { data, problem, isReading }, wayOut }: ReviewBodyProps) {
  if (problem !== null) return <ErrorState problem={problem} />;
  if (data === null) return isReading ? <LoadingState rows={4} /> : null;
  if (data.refusal !== null)
    return (
      <>
        <ErrorState problem={{ ...data.refusal, hint: hintHere(data.refusal) }} />
        {wayOut}
      </>
    );
  if (data.changes.length === 0) return <p className="dialog-text">{formStrings.nothingChanges}</p>;
  return (
    <>
      {data.changes.map((changed) => (
        <ChangedResource
          key={changed.resource}
          changed={changed}
          contract={data.contract.filter(({ resource }) => resource === changed.resource)}
          differences={data.differences.filter(({ resource }) => resource === changed.resource)}
        />
      ))}
      <Dependents of={data} />
    </>
  );
}

function Dependents({ of: { dependents } }: { readonly of: ChangePreviewDocument }) {
  if (dependents.length === 0) return null;
  return (
    <p className="change-dependents">
      {formStrings.dependents(dependents.length)}{" "}
      {dependents.map((key) => (
        <a key={key} className="mono link" href={hrefTo("resources", key.split("/"))}>
          {key}
        </a>
      ))}
    </p>
  );
}
