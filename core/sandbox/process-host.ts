import type { EntryName } from "#core/entries.ts";
import type { Confinement } from "./confinement.ts";

export type ProcessOptions = {
  /** Handed to the entry as its command line arguments. */
  readonly args: readonly string[];
  /** Everything the process may read. It may write nothing, start nothing and sees no environment. */
  readonly readPaths: readonly string[];
  readonly maxHeapMb: number;
  /** A process that sends a longer message is killed. */
  readonly maxMessageChars: number;
};

export interface ProcessStarter {
  /** Never throws: a process that can't be started ends at once, with the reason. */
  start(entry: EntryName, options: ProcessOptions): ProcessHandle;
}

/** Starts confined processes. Node's child processes implement it here, other hosts their own way. */
export interface ProcessHost extends ProcessStarter {
  /** The first time this may take some tens of milliseconds: what the system offers is found out by trying. */
  confinement(): Confinement;
  /** Every thread of this program can start such processes by itself, as Node's own host does. */
  readonly isForAnyThread?: boolean;
}

export interface ProcessHandle {
  readonly pid: number | undefined;
  /** A JSON value. Silently dropped once the process has ended. */
  send(message: unknown): void;
  /** Set right after start; what arrives is not yet checked in any way. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called exactly once, with a sentence on how it ended. */
  onExit(listener: (detail: string) => void): void;
  /** At once and without asking. */
  kill(): void;
  /** Whether this process keeps ours from ending. It starts as false. */
  keepParentAlive(isNeeded: boolean): void;
}
