import { Button, Modal } from "@mantine/core";
import { uiStrings } from "#renderer/strings/ui.ts";

type AskDialogProps = {
  readonly title: string;
  readonly text: string;
  /** The words of the buttons. */
  readonly no: string;
  readonly yes: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onYes: () => void;
};

/** Asked before something that is there goes away. */
export function AskDialog({ title, text, no, yes, isOpen, onClose, onYes }: AskDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={400}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <p className="dialog-text">{text}</p>
      <div className="dialog-buttons">
        <Button onClick={onClose} data-autofocus>
          {no}
        </Button>
        <Button variant="filled" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Modal>
  );
}
