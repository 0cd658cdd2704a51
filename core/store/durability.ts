import type { Db } from "./db.ts";

/** How safe a transaction is when it ends: on the disk, or written there by the next one that is. */
export type Safety = "FULL" | "NORMAL";

/**
 * Sets how safe the transactions that follow are. SQLite compiles and runs the setting anew each time, so it is left as it
 * is until another is wanted: commits in a row set it once. A transaction that is open keeps the one that it began with.
 */
export function createDurability(db: Db): (safety: Safety) => void {
  let current: Safety | null = null;
  return (safety) => {
    if (current === safety || db.inTransaction) return;
    db.pragma(`synchronous = ${safety}`);
    current = safety;
  };
}
