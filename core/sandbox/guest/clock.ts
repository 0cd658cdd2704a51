/** The time a guest has used, in milliseconds. */
export type GuestClock = {
  readonly usedMs: () => number;
  /** From here on the guest waits for somebody else's answer. */
  readonly wait: () => void;
  readonly goOn: () => void;
};

/**
 * Counts processor time while the guest computes, so that a machine busy with other things makes no tool fail that
 * would not have failed anyway: the same call must come to the same end. While it waits, the time on the wall counts.
 */
export function createGuestClock(): GuestClock {
  const startedAt = readProcessorMs();
  let waitedMs = 0;
  let waitingSince: number | null = null;
  const nowWaitingMs = (): number => (waitingSince === null ? 0 : performance.now() - waitingSince);
  return {
    usedMs: () => readProcessorMs() - startedAt + waitedMs + nowWaitingMs(),
    wait: () => {
      waitingSince ??= performance.now();
    },
    goOn: () => {
      waitedMs += nowWaitingMs();
      waitingSince = null;
    },
  };
}

// The sandbox takes the process's name away before any guest runs.
const itself = process;

function readProcessorMs(): number {
  const { user, system } = itself.threadCpuUsage();
  return (user + system) / 1000;
}
