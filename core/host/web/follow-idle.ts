import { monotonicClock } from "#core/app/system.ts";
import type { ServedWorkspace } from "./serve-workspace.ts";

type Idle = {
  readonly idleMs: number;
  readonly reportBug: (error: unknown) => void;
  /** Closes it, unless it was used again by then: false then. */
  readonly close: (isStillIdle: () => boolean) => Promise<boolean>;
};

type FollowedDesk = Pick<ServedWorkspace, "isInUse" | "isClosed" | "lastAskedAt">;

/** So often it is looked at within that time. */
const LOOKS = 10;

/**
 * Lets go of a workspace that nobody has used for that long: its lock does not stay with a tab that was closed [W14]. An
 * address that was handed out and a program that read are use as well. A look that fails counts as none.
 */
export function followIdle(desk: FollowedDesk, { idleMs, reportBug, close }: Idle): void {
  let usedAt = monotonicClock.now();
  const lookOnce = async (): Promise<void> => {
    const now = monotonicClock.now();
    if (await desk.isInUse()) usedAt = now;
    const isIdle = (): boolean => monotonicClock.now() - Math.max(usedAt, desk.lastAskedAt()) >= idleMs;
    if (isIdle() && (await close(isIdle))) clearInterval(looking);
  };
  const looking = setInterval(() => {
    lookOnce().catch((error: unknown) => {
      // One that was closed meanwhile answers nothing, and needs no closing.
      if (desk.isClosed()) clearInterval(looking);
      else reportBug(error);
    });
  }, idleMs / LOOKS);
  looking.unref();
}
