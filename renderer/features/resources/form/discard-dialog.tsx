import { Button, Modal } from "@mantine/core";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import type { Draft } from "#renderer/store/draft-slice.ts";
import type { Drafting } from "#renderer/features/resources/variable/use-draft.ts";

type DiscardDialogProps = Pick<Drafting, "isAsking" | "answer"> & {
  /** What is written there. */
  readonly draft: Pick<Draft, "resource"> | null;
};

/** Asks before a text that differs from what is committed is thrown away. */
export function DiscardDialog({ draft, isAsking, answer }: DiscardDialogProps) {
  return (
    <Modal
      opened={isAsking}
      onClose={() => answer(false)}
      title={resourceStrings.discardTitle}
      size={460}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <p className="dialog-text">{resourceStrings.discardText(draft?.resource ?? "")}</p>
      <div className="dialog-buttons">
        <Button onClick={() => answer(true)}>{resourceStrings.discard}</Button>
        <Button variant="filled" ref={focusOnMount} onClick={() => answer(false)}>
          {resourceStrings.keepEditing}
        </Button>
      </div>
    </Modal>
  );
}
