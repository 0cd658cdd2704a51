import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Problem } from "./problem.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { placeOf } from "./place-of.ts";
import { ShownText } from "./shown-text.tsx";
import "./toast.css";

export type ToastAction = {
  readonly label: string;
  readonly run: () => void;
  /** It takes back the last operation or does it again: what an earlier toast of the kind tells is so no more. */
  readonly isStep?: true;
};

/** How long a toast with an undo stays: as long as the session waits before it goes on. */
const UNDO_MS = 10_000;
const DONE_MS = 4000;

export type ToastLink = {
  readonly label: string;
  readonly href: string;
  /** It opens in a tab of its own, and the toast stays until it is closed: nothing else leads there. */
  readonly isTab?: true;
};

/** The toast of the last operation, which the next one takes the place of. */
let lastStep: string | null = null;

/** Something was done; with an action, for ten seconds, the way back. `link`: to what came of it. */
export function toastDone(message: string, action?: ToastAction, link?: ToastLink): void {
  if (action?.isStep === true && lastStep !== null) notifications.hide(lastStep);
  const id = notifications.show({
    message: (
      <output className="toast">
        <span className="toast-text">
          <ShownText text={message} />
        </span>
        {link === undefined ? null : (
          <a
            className="link"
            href={link.href}
            {...(link.isTab === true ? { target: "_blank", rel: "noopener" } : {})}
          >
            {link.label}
          </a>
        )}
        {action === undefined ? null : (
          <Button
            onClick={() => {
              notifications.hide(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </output>
    ),
    autoClose: link?.isTab === true ? false : action === undefined ? DONE_MS : UNDO_MS,
    withBorder: false,
    closeButtonProps: { "aria-label": uiStrings.close },
  });
  if (action?.isStep === true) lastStep = id;
}

/** Something was refused or failed: what, and what to do. It stays until it is closed or the place is left, and stands there once [L16]. */
export function toastProblem({ message, hint, code, link }: Problem): void {
  const id = `${code}: ${message}`;
  const place = placeOf(location.hash);
  const leave = (): void => {
    if (placeOf(location.hash) !== place) notifications.hide(id);
  };
  window.addEventListener("hashchange", leave);
  notifications.show({
    id,
    onClose: () => window.removeEventListener("hashchange", leave),
    message: (
      <div className="toast" role="alert" data-code={code}>
        <div>
          <div className="toast-text">
            <span className="toast-bad">✕</span> <ShownText text={message} />
          </div>
          {hint === "" ? null : (
            <div className="toast-hint">
              <ShownText text={hint} />
            </div>
          )}
          {link === undefined ? null : (
            <a className="link toast-link" href={link.href}>
              {link.label}
            </a>
          )}
        </div>
      </div>
    ),
    autoClose: false,
    closeButtonProps: { "aria-label": uiStrings.close },
  });
}
