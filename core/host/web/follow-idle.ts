import { monotonicClock } from "#core/app/system.ts";
import type { ServedWorkspace } from "./serve-workspace.ts";

type Idle = {
  readonly idleMs: number;
  readonly reportBug: (error: unknown) => void;
  readonly close: () => Promise<void>;
};

/** So often it is looked at within that time. */
const LOOKS = 10;

/** Lets go of a workspace that nobody has used for that long: its lock does not stay with a tab that was closed [W14]. */
export function followIdle(desk: ServedWorkspace, { idleMs, reportBug, close }: Idle): void {
  let usedAt = monotonicClock.now();
  const lookOnce = async (): Promise<void> => {
    const now = monotonicClock.now();
    if (await desk.isInUse()) usedAt = now;
    else if (now - usedAt >= idleMs) {
      clearInterval(looking);
      await close();
    }
  };
  const looking = setInterval(() => {
    lookOnce().catch((error: unknown) => {
      clearInterval(looking);
      // One that was closed meanwhile answers nothing, and needs no closing.
      if (!desk.isClosed()) reportBug(error);
    });
  }, idleMs / LOOKS);
  looking.unref();
}
