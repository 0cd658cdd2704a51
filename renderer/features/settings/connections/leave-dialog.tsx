import { connectionStrings } from "#renderer/strings/connections.ts";
import { AskDialog } from "./ask-dialog.tsx";

type LeaveDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onLeave: () => void;
};

/** Asked before a key takes away what somebody typed. */
export function LeaveDialog({ isOpen, onClose, onLeave }: LeaveDialogProps) {
  return (
    <AskDialog
      title={connectionStrings.leaveTitle}
      text={connectionStrings.leaveText}
      no={connectionStrings.stay}
      yes={connectionStrings.leave}
      {...{ isOpen, onClose }}
      onYes={onLeave}
    />
  );
}
