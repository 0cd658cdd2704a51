import Database from "better-sqlite3";
import { keepPrivate } from "./keep-private.ts";
import { refuseLink } from "./own-file.ts";

/** Whoever reads a small file and writes it anew is done sooner. */
const PATIENCE_MS = 5000;

/**
 * Does the work while no other program of this user's does any under the same path: what is read within is what is written
 * over. Any death frees it, as that of a workspace's lock [V22]. Throws what the work throws, and what the system does where
 * the file cannot be made or another program does not come to an end.
 */
export function oneAtATime<T>(path: string, work: () => T): T {
  refuseLink(path);
  const db = new Database(path);
  try {
    keepPrivate(path);
    db.pragma(`busy_timeout = ${PATIENCE_MS}`);
    db.exec("BEGIN EXCLUSIVE");
    return work();
  } finally {
    db.close();
  }
}
