import { createAdaptations } from "./adaptations.ts";
import { createAudit } from "./audit.ts";
import { createBlobs } from "./blobs.ts";
import { createCommitSearch } from "./commit-search.ts";
import { createCommits } from "./commits.ts";
import { openDatabase, type OpenOptions } from "./database.ts";
import type { Db } from "./db.ts";
import { createDependents } from "./dependents.ts";
import { createDatasets } from "./datasets.ts";
import { createEvents } from "./events.ts";
import { createHeadBranch } from "./head-branch.ts";
import { createHistorySkeleton } from "./history-skeleton.ts";
import type { Later } from "./groups.ts";
import { isStill, type FileStamp } from "./file-image.ts";
import { hideKeysIn } from "./hide-keys.ts";
import type { KeyMask } from "./key-mask.ts";
import { createMemory } from "./memory.ts";
import { createModelCalls } from "./model-calls.ts";
import { createOperations } from "./operations.ts";
import { createProposals } from "./proposals.ts";
import { createRefs } from "./refs.ts";
import { createTapes } from "./tapes.ts";
import { createTagPlaces } from "./tag-places.ts";
import { createReplays } from "./replays.ts";
import { createRunResults } from "./run-results.ts";
import { createRuns } from "./runs.ts";
import { createScores } from "./scores.ts";
import { createSessions } from "./sessions.ts";
import { toStoreError } from "./store-errors.ts";
import { createSoundness } from "./soundness.ts";
import { createSources } from "./sources.ts";
import { createStates } from "./states.ts";
import { createTraceSearch } from "./trace-search.ts";
import { createTraces } from "./traces.ts";
import { createTransactions, type TransactionParts } from "./transactions.ts";
import { createVersions } from "./versions.ts";

export type StoreOptions = OpenOptions & {
  /** What takes keys in use out of everything that is stored; left out where none are in reach. */
  readonly hideKeys?: KeyMask["hide"];
  /** Called before each write; throws where this process no longer holds the workspace. */
  readonly checkHeld?: () => void;
  /** How a group of runs waits for the next ones; without it each is written by itself. */
  readonly later?: Later;
};

/** The store of whoever looks at the workspace as a whole: handlers and hosts. */
export type WorkspaceStore = ReturnType<typeof assembleStore>;

/** The store as everything below sees it: it knows branches and their heads, and not which of them is looked at. */
export type Store = Omit<WorkspaceStore, "headBranch">;

/**
 * The workspace's database, open, one module per table. Nothing outside core/store writes SQL. Throws what `openDatabase`
 * throws, and workspace-damaged where tables or columns are missing.
 */
export function openStore(path: string, options: StoreOptions): WorkspaceStore {
  const { db, stamp } = openDatabase(path, options);
  const { hideKeys = null } = options;
  try {
    const store = assembleStore(db, {
      path,
      checkHeld: options.checkHeld ?? (() => undefined),
      later: options.later,
      stamp,
    });
    return hideKeys === null ? store : hideKeysIn(store, hideKeys);
  } catch (error) {
    db.close();
    throw toStoreError(path, error, SCHEMA_WRONG);
  }
}

/** A statement that does not compile: the file has another schema than its version says. */
const SCHEMA_WRONG = { SQLITE_ERROR: "workspace-damaged" } as const;

type StoreParts = Omit<TransactionParts, "watch"> & { readonly stamp: FileStamp | null };

function assembleStore(db: Db, { stamp, ...parts }: StoreParts) {
  const { path } = parts;
  const memory = createMemory();
  const blobs = createBlobs(db);
  const { isBetweenSteps, ...transactions } = createTransactions(db, {
    ...parts,
    watch: { begun: () => writeWaiting(), done: () => dropWaiting(), undone: memory.forget },
  });
  const { writeWaiting, dropWaiting, ...versions } = createVersions(db, { blobs, memory, isBetweenSteps });
  const refs = createRefs(db);
  const audit = createAudit(db);
  return {
    ...transactions,
    blobs,
    versions,
    dependents: createDependents(),
    states: createStates(blobs, memory),
    commits: createCommits(db, memory),
    commitSearch: createCommitSearch(db),
    historySkeleton: createHistorySkeleton(db),
    refs,
    headBranch: createHeadBranch(db, refs),
    audit,
    operations: createOperations(db, createTagPlaces(refs, audit)),
    datasets: createDatasets(db),
    runs: createRuns(db),
    runResults: createRunResults(db),
    tapes: createTapes(db),
    replays: createReplays(db),
    traces: createTraces(db),
    traceSearch: createTraceSearch(db),
    modelCalls: createModelCalls(db),
    scores: createScores(db),
    sessions: createSessions(db),
    events: createEvents(db),
    adaptations: createAdaptations(db),
    sources: createSources(db, blobs),
    proposals: createProposals(db),
    soundness: createSoundness(db, blobs),
    /** SQLite's errors as ours; anything else comes back as it is. */
    explain: (error: unknown): unknown => toStoreError(path, error),
    /** False where the file was read as it was when this was opened, and somebody wrote to it since. */
    isCurrent: (): boolean => stamp === null || isStill(path, stamp),
    close: (): void => {
      try {
        transactions.writeGroup();
      } catch {
        // Whoever answered with what waits has had it written before.
      }
      db.close();
    },
  };
}
