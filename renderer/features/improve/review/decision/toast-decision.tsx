import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { GRACE_MS } from "#core/domain/hold-up.ts";
import { useEffect, useSyncExternalStore } from "react";
import { reviewStrings } from "#renderer/strings/review.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { startCountdown, type Countdown } from "./countdown.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "#renderer/ui/toast.css";
import "./toast-decision.css";

export type DecisionToast = {
  readonly message: string;
  /** The session that goes on once the countdown is over; null where none waits for this. */
  readonly goesOn: string | null;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** The session goes on at once. */
  readonly onGoOn: () => void;
};

/**
 * A decision has been applied; for ten seconds there is a way back, and then the session goes on. The time runs in the
 * host: the toast only shows it, and may be closed or left alone, and so may the window.
 */
export function toastDecision({ message, goesOn, action, onGoOn }: DecisionToast): void {
  const countdown = startCountdown(GRACE_MS);
  const id = notifications.show({
    message: (
      <DecisionNotice
        message={message}
        goesOn={goesOn}
        countdown={countdown}
        onGoOn={() => {
          countdown.stop();
          onGoOn();
        }}
        onOver={() => notifications.hide(id)}
        {...(action === undefined
          ? {}
          : {
              action: {
                label: action.label,
                run: () => {
                  countdown.stop();
                  action.run();
                },
              },
            })}
      />
    ),
    autoClose: false,
    withBorder: false,
    closeButtonProps: { "aria-label": uiStrings.close },
  });
}

type DecisionNoticeProps = Pick<DecisionToast, "message" | "goesOn" | "action" | "onGoOn"> & {
  readonly countdown: Countdown;
  readonly onOver: () => void;
};

function DecisionNotice({ message, goesOn, action, countdown, onGoOn, onOver }: DecisionNoticeProps) {
  const isOver = useSyncExternalStore(countdown.subscribe, countdown.isOver);
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver, onOver]);
  return (
    <output className="toast toast-decision">
      <div className="toast-text">
        <ShownText text={message} />
        {goesOn === null ? null : <Remaining session={goesOn} countdown={countdown} />}
      </div>
      <div className="toast-buttons">
        {goesOn === null ? null : <Button onClick={onGoOn}>{reviewStrings.goOnNow}</Button>}
        {action === undefined ? null : <Button onClick={action.run}>{action.label}</Button>}
      </div>
    </output>
  );
}

function Remaining({ session, countdown }: { readonly session: string; readonly countdown: Countdown }) {
  const seconds = useSyncExternalStore(countdown.subscribe, countdown.secondsLeft);
  return (
    <div className="toast-hint">
      <span aria-live="off">{reviewStrings.goesOnIn(session, seconds)}</span>
      <span
        aria-hidden="true"
        className="toast-countdown"
        style={{ animationDuration: `${countdown.totalMs}ms` }}
      />
    </div>
  );
}
