import { Button } from "@mantine/core";
import { Keys } from "#renderer/navigation/keys.tsx";
import { useBranches } from "#renderer/store/use-branches.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import type { ChangePreviewDocument } from "#core/contract/resources.ts";
import { BranchNote } from "#renderer/ui/branch-note.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type FormFootProps = {
  readonly branch: string;
  readonly resource: string;
  readonly isChanged: boolean;
  /** How many fields there is something to say of. */
  readonly faults: number;
  readonly ahead: ChangePreviewDocument | null;
  /** A refusal that belongs to no field. */
  readonly refusal: string | null;
  readonly onThrowAway: () => void;
  readonly onReview: () => void;
};

/** Always in sight: what would come of it, and the way on. */
export function FormFoot(props: FormFootProps) {
  const branches = useBranches();
  return (
    <div className="make-foot">
      <BranchNote branch={props.branch} branches={branches} />
      <span className="make-foot-note" role="status">
        <Note {...props} />
      </span>
      <Button disabled={!props.isChanged} onClick={props.onThrowAway}>
        {formStrings.throwAway}
      </Button>
      <Button
        variant="filled"
        disabled={!props.isChanged}
        rightSection={<Keys of="resource-review" />}
        onClick={props.onReview}
      >
        {formStrings.review}
      </Button>
    </div>
  );
}

function Note({ resource, isChanged, faults, ahead, refusal }: FormFootProps) {
  if (!isChanged) return <span className="faint">{formStrings.nothingYet}</span>;
  if (faults > 0) return <span className="make-fault">{formStrings.faults(faults)}</span>;
  if (refusal !== null)
    return (
      <span className="make-fault">
        <ShownText text={refusal} />
      </span>
    );
  const mine = ahead?.changes.find((change) => change.resource === resource);
  if (mine === undefined) return null;
  const breaks = ahead?.contract.filter(({ kind }) => kind === "broken") ?? [];
  return (
    <span className={breaks.length === 0 ? "soft" : "make-warning"}>
      {formStrings.becomes(mine.label)}{" "}
      {breaks.length === 0 ? null : <ShownText text={formStrings.breaks(breaks.map(({ text }) => text))} />}
    </span>
  );
}
