import type { GuestProcess } from "./guest/process.ts";

/**
 * A few children, each lent to one call at a time; further calls queue. The first is started when it is needed, another when
 * a call has waited longer than it takes to start one: most take a millisecond, and one child is enough for them.
 */
export interface ProcessPool {
  /** Null when the signal aborted, or the pool was closed, while the call still waited. */
  acquire(signal: AbortSignal): Promise<GuestProcess | null>;
  /** Every acquired process comes back here; one that is no longer usable is replaced. */
  release(process: GuestProcess): void;
  close(): void;
}

type Waiter = (process: GuestProcess | null) => void;

const PATIENCE_MS = 1_000;

export function createProcessPool(
  maxProcesses: number,
  start: () => GuestProcess,
  patienceMs = PATIENCE_MS,
): ProcessPool {
  const alive = new Set<GuestProcess>();
  const idle: GuestProcess[] = [];
  const queue: Waiter[] = [];

  const takeFree = (): GuestProcess | null => {
    for (let process = idle.pop(); process !== undefined; process = idle.pop()) {
      if (process.isUsable()) return process;
      alive.delete(process); // It died while it had nothing to do.
    }
    return alive.size === 0 ? startOne() : null;
  };
  const startOne = (): GuestProcess => {
    const started = start();
    alive.add(started);
    return started;
  };

  const wait = (signal: AbortSignal): Promise<GuestProcess | null> =>
    new Promise((resolve) => {
      const waiter: Waiter = (process) => {
        signal.removeEventListener("abort", giveUp);
        clearTimeout(patience);
        resolve(process);
      };
      const leave = (process: GuestProcess | null): void => {
        queue.splice(queue.indexOf(waiter), 1);
        waiter(process);
      };
      const giveUp = (): void => leave(null);
      const patience = setTimeout(() => {
        if (alive.size < maxProcesses) leave(startOne());
      }, patienceMs);
      signal.addEventListener("abort", giveUp);
      queue.push(waiter);
    });

  return {
    acquire: (signal) => {
      const free = takeFree();
      return free === null ? wait(signal) : Promise.resolve(free);
    },
    release: (process) => {
      if (process.isUsable()) idle.push(process);
      else alive.delete(process);
      const waiter = queue.shift();
      // One that is no longer usable has left room for another.
      if (waiter !== undefined) waiter(takeFree() ?? startOne());
    },
    close: () => {
      for (const waiter of queue.splice(0)) waiter(null);
      for (const process of alive) process.kill();
    },
  };
}
