import { SPINE } from "./0001-spine.ts";
import { WORLD } from "./0002-world.ts";
import { LOOP } from "./0003-loop.ts";

export type Migration = { readonly version: number; readonly name: string; readonly sql: string };

/** In order, and only ever added to: a released migration is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: "spine", sql: SPINE },
  { version: 2, name: "world", sql: WORLD },
  { version: 3, name: "loop", sql: LOOP },
];
