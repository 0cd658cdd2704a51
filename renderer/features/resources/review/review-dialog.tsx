import { Button, Modal, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { ChangedDocument } from "#core/contract/resources.ts";
import { Keys } from "#renderer/navigation/keys.tsx";
import { useBranches } from "#renderer/store/use-branches.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { BranchNote } from "#renderer/ui/branch-note.tsx";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { ErrorState } from "#renderer/ui/states.tsx";
import type { ReviewedChange } from "./asked-change.ts";
import { MeasureNote } from "./measure-note.tsx";
import { ReviewBody } from "./review-body.tsx";
import { useChangePreview } from "./use-change-preview.ts";
import { useMakeChange } from "./use-make-change.ts";
import { useReviewCommand } from "./use-review-command.ts";
import "./review.css";

type ReviewDialogProps = {
  readonly title: string;
  /** Null: nothing is reviewed. */
  readonly change: ReviewedChange | null;
  readonly onMessage?: (message: string) => void;
  readonly onClose: () => void;
  readonly onDone: (made: ChangedDocument, as: "commit" | "proposal") => void;
  readonly wayOut?: ReactNode;
};

/** Before a change of the registry lands: what it does, whom it concerns, and the two ways in which it can be made [L21]. */
export function ReviewDialog({ title, change, onClose, ...rest }: ReviewDialogProps) {
  return (
    <Modal
      opened={change !== null}
      onClose={onClose}
      title={title}
      size={820}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {change === null ? null : <Reviewed change={change} onClose={onClose} {...rest} />}
    </Modal>
  );
}

type ReviewedProps = Omit<ReviewDialogProps, "title" | "change"> & { readonly change: ReviewedChange };

function Reviewed({ change, onMessage, onClose, onDone, wayOut }: ReviewedProps) {
  const [message, setMessage] = useState(change.message);
  const branches = useBranches();
  const preview = useChangePreview(change);
  const { make, isBusy, problem } = useMakeChange(onDone);
  const { data, isReading } = preview;
  const isPossible = data !== null && data.refusal === null && data.changes.length > 0 && !isReading;
  const canCommit = isPossible && message.trim() !== "" && !isBusy;
  const submit = (as: "commit" | "proposal"): void => {
    if (canCommit) void make({ ...change, message }, as);
  };
  const inside = useReviewCommand(canCommit, () => submit("commit"));
  return (
    <div ref={inside}>
      <ReviewBody preview={preview} wayOut={wayOut} />
      {problem === null ? null : <ErrorState problem={problem} />}
      {isPossible ? (
        <>
          <TextInput
            className="review-message"
            label={resourceStrings.message}
            value={message}
            maxLength={500}
            ref={focusOnMount}
            onChange={(event) => {
              setMessage(event.currentTarget.value);
              onMessage?.(event.currentTarget.value);
            }}
          />
          <p className="review-measure">
            <MeasureNote
              branch={change.branch}
              touched={[...data.changes.map(({ resource }) => resource), ...data.dependents]}
            />
          </p>
        </>
      ) : null}
      <div className="dialog-buttons">
        <BranchNote branch={change.branch} branches={branches} />
        <Button onClick={onClose}>{isPossible ? uiStrings.cancel : formStrings.back}</Button>
        {isPossible ? (
          <>
            <Button
              disabled={!canCommit}
              title={resourceStrings.proposeNote}
              onClick={() => submit("proposal")}
            >
              {formStrings.propose}
            </Button>
            <Button
              variant="filled"
              disabled={!canCommit}
              loading={isBusy}
              title={resourceStrings.commitNote}
              rightSection={<Keys of="review-commit" />}
              onClick={() => submit("commit")}
            >
              {resourceStrings.commit}
            </Button>
          </>
        ) : null}
      </div>
    </div>
  );
}
