import { createAudit } from "./audit.ts";
import { createBlobs } from "./blobs.ts";
import { createCommits } from "./commits.ts";
import { openDatabase } from "./database.ts";
import { createDatasets } from "./datasets.ts";
import { createEvents } from "./events.ts";
import { createModelCalls } from "./model-calls.ts";
import { createOperations } from "./operations.ts";
import { createProposals } from "./proposals.ts";
import { createRefs } from "./refs.ts";
import { createRuns } from "./runs.ts";
import { createScores } from "./scores.ts";
import { createSessions } from "./sessions.ts";
import { createStates } from "./states.ts";
import { createTraceSearch } from "./trace-search.ts";
import { createTraces } from "./traces.ts";
import { createTransactions } from "./transactions.ts";
import { createVersions } from "./versions.ts";

export type Store = ReturnType<typeof openStore>;

/** The workspace's database, open, one module per table. Nothing outside core/store writes SQL. */
export function openStore(path: string, options: { readonly readOnly: boolean }) {
  const db = openDatabase(path, options);
  const blobs = createBlobs(db);
  return {
    ...createTransactions(db, path),
    blobs,
    versions: createVersions(db, blobs),
    states: createStates(blobs),
    commits: createCommits(db),
    refs: createRefs(db),
    audit: createAudit(db),
    operations: createOperations(db),
    datasets: createDatasets(db),
    runs: createRuns(db),
    traces: createTraces(db),
    traceSearch: createTraceSearch(db),
    modelCalls: createModelCalls(db),
    scores: createScores(db),
    sessions: createSessions(db),
    events: createEvents(db),
    proposals: createProposals(db),
    close: (): void => {
      db.close();
    },
  };
}
