import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { CapChanges } from "#core/domain/session.ts";
import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import { CapFields } from "#renderer/features/improve/common/cap-fields.tsx";
import { toCapChanges, toDraft } from "#renderer/features/improve/common/caps-draft.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { uiStrings } from "#renderer/strings/ui.ts";

type AssessCapsDialogProps = {
  readonly isOpen: boolean;
  readonly session: Session;
  readonly onClose: () => void;
  readonly onAssess: (caps: CapChanges) => void;
};

/** A cap ended the session, and would end the assessment too: it asks which caps hold from now on. */
export function AssessCapsDialog({ isOpen, session, onClose, onAssess }: AssessCapsDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={reviewStrings.assessMoreTitle}
      size={460}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {isOpen ? <CapsForm session={session} onClose={onClose} onAssess={onAssess} /> : null}
    </Modal>
  );
}

function CapsForm({ session, onClose, onAssess }: Omit<AssessCapsDialogProps, "isOpen">) {
  const [draft, setDraft] = useState(() => toDraft(session.caps));
  return (
    <>
      <p className="dialog-text">{reviewStrings.assessMoreText(session.session)}</p>
      <CapFields draft={draft} onChange={setDraft} />
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button
          variant="filled"
          onClick={() => {
            onAssess(toCapChanges(draft));
            onClose();
          }}
        >
          {reviewStrings.assessMoreConfirm}
        </Button>
      </div>
    </>
  );
}
