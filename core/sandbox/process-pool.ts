import type { GuestProcess } from "./guest/process.ts";

/** A few children, started when they are first needed, each lent to one call at a time; further calls queue. */
export interface ProcessPool {
  /** Null when the signal aborted, or the pool was closed, while the call still waited. */
  acquire(signal: AbortSignal): Promise<GuestProcess | null>;
  /** Every acquired process comes back here; one that is no longer usable is replaced. */
  release(process: GuestProcess): void;
  close(): void;
}

type Waiter = (process: GuestProcess | null) => void;

export function createProcessPool(maxProcesses: number, start: () => GuestProcess): ProcessPool {
  const alive = new Set<GuestProcess>();
  const idle: GuestProcess[] = [];
  const queue: Waiter[] = [];

  const takeFree = (): GuestProcess | null => {
    for (let process = idle.pop(); process !== undefined; process = idle.pop()) {
      if (process.isUsable()) return process;
      alive.delete(process); // It died while it had nothing to do.
    }
    if (alive.size >= maxProcesses) return null;
    const started = start();
    alive.add(started);
    return started;
  };

  const wait = (signal: AbortSignal): Promise<GuestProcess | null> =>
    new Promise((resolve) => {
      const waiter: Waiter = (process) => {
        signal.removeEventListener("abort", giveUp);
        resolve(process);
      };
      const giveUp = (): void => {
        queue.splice(queue.indexOf(waiter), 1);
        waiter(null);
      };
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
      if (waiter !== undefined) waiter(takeFree());
    },
    close: () => {
      for (const waiter of queue.splice(0)) waiter(null);
      for (const process of alive) process.kill();
    },
  };
}
