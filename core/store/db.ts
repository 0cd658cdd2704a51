import type Database from "better-sqlite3";

/** An open connection; only this folder knows what it is. */
export type Db = Database.Database;
