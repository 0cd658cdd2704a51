import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { uiStrings } from "#renderer/strings/ui.ts";
import "#renderer/ui/toast.css";

export type DecisionToast = {
  readonly message: string;
  /** What happens once it is gone. */
  readonly note: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** It closed and its action was not taken. */
  readonly onGone: () => void;
};

const SHOWN_MS = 10_000;

/** A decision has been applied; for ten seconds there is a way back, and only then does anything follow from it. */
export function toastDecision({ message, note, action, onGone }: DecisionToast): void {
  let isTaken = false;
  const id = notifications.show({
    message: (
      <output className="toast">
        <div className="toast-text">
          {message}
          {note === "" ? null : <div className="toast-hint">{note}</div>}
        </div>
        {action === undefined ? null : (
          <Button
            onClick={() => {
              isTaken = true;
              notifications.hide(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </output>
    ),
    autoClose: SHOWN_MS,
    withBorder: false,
    closeButtonProps: { "aria-label": uiStrings.close },
    onClose: () => {
      if (!isTaken) onGone();
    },
  });
}
