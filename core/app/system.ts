import { execFileSync } from "node:child_process";
import { userInfo } from "node:os";
import type { Clock } from "#core/base/clock.ts";

/** The machine's own clock; tests and replay hand in another. */
export const systemClock: Clock = { now: () => Date.now() };

/** Counts on whatever happens to the machine's clock, from a moment of its own: for durations, never for stamps. */
export const monotonicClock: Clock = { now: () => performance.now() };

/** Resolves after the delay, or at once when the signal is aborted; it never rejects. */
export async function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
  if (delayMs <= 0 || signal?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, delayMs);
    signal?.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
  });
}

/** The name that commits and decisions of this person carry: git's, else the account's. */
export function personName(folder: string): string {
  try {
    const name = execFileSync("git", ["config", "user.name"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    if (name !== "") return name;
  } catch {
    // No git, or no name in it: the account's name serves.
  }
  return userInfo().username;
}
