import { execFile, execFileSync } from "node:child_process";
import { availableParallelism, userInfo } from "node:os";
import { parse } from "node:path";
import type { Clock } from "#core/base/clock.ts";

/** The machine's own clock; tests and replay hand in another. */
export const systemClock: Clock = { now: () => Date.now() };

/** Counts on whatever happens to the machine's clock, from a moment of its own: for durations, never for stamps. */
export const monotonicClock: Clock = { now: () => performance.now() };

/** Resolves when what else waits has had its turn. */
export async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

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

/** Does the work once that long has passed, unless the program has ended by then; what it returns takes that back. */
export function later(work: () => void, delayMs: number): () => void {
  const timer = setTimeout(work, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
}

/** How many threads this machine runs at once, as far as this program may use them. */
export function threadCount(): number {
  return availableParallelism();
}

/** Git answers at once or not at all; no start waits longer for a name. */
const GIT_TIMEOUT_MS = 2000;

/** The name that commits and decisions of this person carry: git's, else the account's. */
export function personName(): string {
  return gitName() ?? accountName(process.env);
}

/**
 * Asked for in no folder of anybody's: Windows looks for a program in the folder it is started in before its own places, and
 * a workspace may come from elsewhere, with a git of its own [M7].
 */
function gitName(): string | null {
  try {
    return toName(execFileSync("git", ASK_NAME, { ...howToAsk(), stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    // No git, or no name in it.
    return null;
  }
}

/** As `personName`, but nothing stands still meanwhile: to start a program takes a busy machine 50 ms and more. */
export async function askPersonName(): Promise<string> {
  const name = await new Promise<string | null>((resolve) => {
    const asked = execFile("git", ASK_NAME, howToAsk(), (error, said) =>
      resolve(error === null ? toName(said) : null),
    );
    asked.unref();
  });
  return name ?? accountName(process.env);
}

const ASK_NAME = ["config", "user.name"] as const;

function howToAsk() {
  // Read by Windows from the process that starts one; no program of ours is meant to be found where it happens to stand.
  process.env["NoDefaultCurrentDirectoryInExePath"] = "1";
  return {
    cwd: parse(process.execPath).root,
    encoding: "utf8",
    timeout: GIT_TIMEOUT_MS,
    windowsHide: true,
  } as const;
}

function toName(said: string): string | null {
  const name = said.trim();
  return name === "" ? null : name;
}

/** A user whom the system's list does not have, as in containers, may still have a name in the environment [M2]. */
export function accountName(env: Readonly<Record<string, string | undefined>>): string {
  try {
    return userInfo().username;
  } catch {
    const named = [env["USER"], env["LOGNAME"], env["USERNAME"]];
    return named.find((name) => name !== undefined && name !== "") ?? "unknown";
  }
}
