import { closeSync, openSync, readSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** A frame of SQLite's write-ahead log: a page of 4096 bytes and its header. */
export const FRAME_BYTES = 4096 + 24;

/** What is read of the wal-index header (sqlite.org/walformat.html): mxFrame at 16, the two salts at 32. */
const HEADER_BYTES = 48;
const POLL_MS = 1;

export type WalWatch = {
  /** Frames committed so far, over all generations of the log: it is begun anew after each checkpoint. */
  readonly frames: () => number;
  /** Resolves true once so many frames are committed, false when it was stopped before. */
  readonly reach: (frames: number) => Promise<boolean>;
  readonly stop: () => void;
};

/** Watches how much another process writes to the log of a SQLite database; reading its index disturbs nobody. */
export function watchWal(database: string): WalWatch {
  const index = `${database}-shm`;
  const header = Buffer.alloc(HEADER_BYTES);
  let earlier = 0;
  let current = 0;
  let salt: bigint | null = null;
  let isStopped = false;

  const read = (): void => {
    if (!readHeader(index, header)) return;
    const nowSalt = header.readBigUInt64LE(32);
    // A new generation: what the last one came to is counted for good.
    if (salt !== null && nowSalt !== salt) earlier += current;
    salt = nowSalt;
    current = header.readUInt32LE(16);
  };
  return {
    frames: () => {
      read();
      return earlier + current;
    },
    reach: async (frames) => {
      for (read(); earlier + current < frames; read()) {
        if (isStopped) return false;
        await delay(POLL_MS);
      }
      return true;
    },
    stop: () => {
      isStopped = true;
    },
  };
}

/** False while there is no index: before the first connection, and after the last. */
function readHeader(index: string, header: Buffer): boolean {
  let file: number;
  try {
    file = openSync(index, "r");
  } catch {
    return false;
  }
  try {
    return readSync(file, header, 0, HEADER_BYTES, 0) === HEADER_BYTES;
  } finally {
    closeSync(file);
  }
}
