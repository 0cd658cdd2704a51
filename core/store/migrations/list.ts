import { SPINE } from "./0001-spine.ts";
import { WORLD } from "./0002-world.ts";
import { LOOP } from "./0003-loop.ts";
import { SEALS } from "./0004-seals.ts";
import { FIND_SEALED_RUNS, SEALED_RUNS } from "./0005-sealed-runs.ts";
import { indexOldTraces } from "#core/store/trace-index.ts";
import type { Db } from "#core/store/db.ts";
import { placeOldCommits } from "#core/store/lines.ts";
import { FIND_SCORED_ITEMS, RUN_RESULTS } from "./0006-run-results.ts";
import { TRACE_INDEX } from "./0007-trace-index.ts";
import { STATES_OF_ENVIRONMENTS } from "./0008-states-of-environments.ts";
import { LINES } from "./0009-lines.ts";
import { TRACE_PARTS } from "./0010-trace-parts.ts";
import { TRACE_FILTERS } from "./0011-trace-filters.ts";
import { BRANCHES, FIND_ONLY_BRANCH } from "./0012-branches.ts";
import { DICTIONARIES } from "./0013-dictionaries.ts";
import { ADAPTATIONS } from "./0014-adaptations.ts";
import { ANSWERED_BY } from "./0015-answered-by.ts";
import { SCORE_NOTES } from "./0016-score-notes.ts";
import { SOURCES } from "./0017-sources.ts";
import { TAPES } from "./0018-tapes.ts";
import type { SealedTable } from "#core/store/seals.ts";

export type Migration = {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /**
   * Rows there already are must be sealed anew, because the migration gave them columns: of all tables, or of those named,
   * so that the others keep the seals that tell of damage to them.
   */
  readonly reseals: boolean | readonly SealedTable[];
  /** Sets the columns it added, and no other, in rows there already are. */
  readonly fill?: string;
  /** The same for what SQL cannot read. It writes only what the migration made. */
  readonly derive?: (db: Db) => void;
};

/** In order, and only ever added to: a released migration is never edited [S2]. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: "spine", sql: SPINE, reseals: false },
  { version: 2, name: "world", sql: WORLD, reseals: false },
  { version: 3, name: "loop", sql: LOOP, reseals: false },
  { version: 4, name: "seals", sql: SEALS, reseals: true },
  { version: 5, name: "sealed-runs", sql: SEALED_RUNS, reseals: true, fill: FIND_SEALED_RUNS },
  { version: 6, name: "run-results", sql: RUN_RESULTS, reseals: true, fill: FIND_SCORED_ITEMS },
  { version: 7, name: "trace-index", sql: TRACE_INDEX, reseals: false, derive: indexOldTraces },
  { version: 8, name: "states-of-environments", sql: STATES_OF_ENVIRONMENTS, reseals: ["item", "run"] },
  { version: 9, name: "lines", sql: LINES, reseals: false, derive: placeOldCommits },
  { version: 10, name: "trace-parts", sql: TRACE_PARTS, reseals: false },
  { version: 11, name: "trace-filters", sql: TRACE_FILTERS, reseals: false },
  {
    version: 12,
    name: "branches",
    sql: BRANCHES,
    reseals: ["session", "proposal"],
    fill: FIND_ONLY_BRANCH,
  },
  { version: 13, name: "dictionaries", sql: DICTIONARIES, reseals: false },
  { version: 14, name: "adaptations", sql: ADAPTATIONS, reseals: false },
  { version: 15, name: "answered-by", sql: ANSWERED_BY, reseals: ["run"] },
  { version: 16, name: "score-notes", sql: SCORE_NOTES, reseals: false },
  { version: 17, name: "sources", sql: SOURCES, reseals: false },
  { version: 18, name: "tapes", sql: TAPES, reseals: false },
];
