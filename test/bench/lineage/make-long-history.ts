import { assertDefined } from "#core/base/assert.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { openStore } from "#core/store/store.ts";
import { BENCH_AUTHOR, BENCH_START } from "#test/bench/register-resources.ts";

/**
 * A workspace whose history is a line of so many commits, each with its own state and one in fifty a branch that was
 * merged: written by the store's own functions in one step, as what is measured is how it is read.
 */
export async function makeLongHistory(folder: string, commits: number): Promise<void> {
  const first = await initWorkspace(folder, { from: "order-desk", houseSeed: 1 });
  const store = openStore(workspacePaths(folder).database, { readOnly: false });
  try {
    store.durable(() => {
      const [change] = assertDefined(store.commits.find(first), "the first commit").changes;
      let head = first;
      for (let at = 1; at < commits; at += 1) {
        const isMerge = at % 50 === 0;
        const step = (message: string, parents: readonly string[]): string =>
          store.commits.append({
            parents,
            state: store.blobs.put(`state ${at} ${message}`),
            changes: [{ ...assertDefined(change, "a change"), from: null }],
            author: BENCH_AUTHOR,
            message: `Step ${at}: ${message}`,
            at: BENCH_START + at * 1000,
            proposal: null,
            evidence: [],
          }).id;
        if (isMerge) at += 1;
        const beside = isMerge ? [step("try it beside", [head])] : [];
        head = step("say it in one line", [head, ...beside]);
      }
      store.refs.set({ name: store.headBranch.name(), kind: "branch", commit: head });
    });
  } finally {
    store.close();
  }
}
