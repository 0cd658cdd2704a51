import { requireReady } from "./machine.ts";
import { strict } from "./strict.ts";

type RequestDetails = { readonly isMainFrame: boolean; readonly requestingUrl: string };
type RequestHandler = (
  contents: unknown,
  permission: string,
  decide: (isGranted: boolean) => void,
  details: RequestDetails,
) => void;
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean;

let onRequest: RequestHandler | null = null;
let onCheck: CheckHandler | null = null;

const defaultSession = strict("session", {
  setPermissionRequestHandler: (handler: RequestHandler): void => {
    onRequest = handler;
  },
  setPermissionCheckHandler: (handler: CheckHandler): void => {
    onCheck = handler;
  },
});

export const session = strict("session", {
  get defaultSession() {
    requireReady("session.defaultSession");
    return defaultSession;
  },
});

export function hasPermissionHandlers(): boolean {
  return onRequest !== null && onCheck !== null;
}

export type Permission = {
  readonly permission: string;
  readonly url: string;
  readonly isMainFrame: boolean;
};

/** What the program's two handlers say of a page's wish; without them Electron would grant it. */
export function askPermission({ permission, url, isMainFrame }: Permission): {
  readonly isRequestGranted: boolean;
  readonly isCheckPassed: boolean;
} {
  let isRequestGranted = onRequest === null;
  onRequest?.(
    null,
    permission,
    (isGranted) => {
      isRequestGranted = isGranted;
    },
    { isMainFrame, requestingUrl: url },
  );
  const origin = `${/^[a-z]+:\/\/[^/?#]+/.exec(url)?.[0] ?? ""}/`;
  return { isRequestGranted, isCheckPassed: onCheck?.(null, permission, origin, {}) ?? true };
}
