import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { openStore } from "#core/store/store.ts";
import { BENCH_START } from "#test/bench/register-resources.ts";
import { createHistoryWriter } from "./history-writer.ts";

/** One in so many commits changes what the agent uses, and is measured: those that follow hold the same system. */
const MEASURED_EACH = 25;
const MERGED_EACH = 50;
/** Candidates that were turned down hang on one in so many, and on one in ten of these so many that they are folded. */
const CANDIDATE_EACH = 10;
const FOLD_EACH = 100;
const FOLDED = 4;

/** How much of it there is to be drawn: a fold is one node, whatever it holds. */
export type LongHistory = { readonly commits: number; readonly candidates: number };

/**
 * A workspace whose history is a line of so many commits, one in fifty a branch that was merged, with what a history has
 * that is in use: every commit holds a system that was measured, and on some hang candidates that were turned down. Written
 * by the store's own functions in one step, as what is measured is how it is read.
 */
export async function makeLongHistory(folder: string, commits: number): Promise<LongHistory> {
  const first = await initWorkspace(folder, { from: "order-desk", houseSeed: 1 });
  const store = openStore(workspacePaths(folder).database, { readOnly: false });
  try {
    return store.durable(() => {
      const { change, measure, turnDown } = createHistoryWriter(store, first);
      measure(first, 0);
      let head = first;
      let count = 1;
      let candidates = 0;
      while (count < commits) {
        const step = { at: BENCH_START + count * 1000, name: `Step ${count}` };
        const beside = count % MERGED_EACH === 0 ? [change([head], step, "beside")] : [];
        const isMeasured = count % MEASURED_EACH === 0;
        head = change([head, ...beside], step, isMeasured ? "agent" : "elsewhere");
        if (isMeasured) measure(head, count);
        if (count % CANDIDATE_EACH === 0) {
          const isFold = count % FOLD_EACH === 0;
          for (let time = 0; time < (isFold ? FOLDED : 1); time += 1) turnDown(head, step);
          candidates += 1;
        }
        count += 1 + beside.length;
      }
      store.refs.set({ name: store.headBranch.name(), kind: "branch", commit: head });
      return { commits: count, candidates };
    });
  } finally {
    store.close();
  }
}
