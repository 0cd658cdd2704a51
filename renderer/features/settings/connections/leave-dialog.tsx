import { Button, Modal } from "@mantine/core";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { uiStrings } from "#renderer/strings/ui.ts";

type LeaveDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onLeave: () => void;
};

/** Asked before a key takes away what somebody typed. */
export function LeaveDialog({ isOpen, onClose, onLeave }: LeaveDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={connectionStrings.leaveTitle}
      size={400}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <p className="dialog-text">{connectionStrings.leaveText}</p>
      <div className="dialog-buttons">
        <Button onClick={onClose} data-autofocus>
          {connectionStrings.stay}
        </Button>
        <Button variant="filled" onClick={onLeave}>
          {connectionStrings.leave}
        </Button>
      </div>
    </Modal>
  );
}
