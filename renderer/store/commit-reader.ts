import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AppStore } from "./app-store.ts";
import { toProblem } from "./problem.ts";

/** So many stay in memory: more than ever stand on a screen. */
const KEPT = 5000;
/** The most that the host is asked for at once. */
const PAGE = 500;

export type CommitReader = {
  readonly want: (ids: readonly string[]) => void;
  /** Asks again for what was wanted and could not be read: when the connection is back, and on "Try again". */
  readonly retry: () => void;
};

/**
 * Reads the texts of commits as they come into view: what is wanted within one turn of the page is one question [W4]. What
 * could not be read stays wanted, as whoever looks at it wants it only once.
 */
export function createCommitReader(store: AppStore, client: WorkspaceClient): CommitReader {
  const asked = new Set<string>();
  const failed = new Set<string>();
  let wanted = new Set<string>();
  const read = async (ids: readonly string[]): Promise<void> => {
    try {
      const found = await client.history.commits({ ids: [...ids] });
      for (const id of ids) failed.delete(id);
      store.setState(({ commits, commitsProblem }) => {
        const all = [...commits, ...found.map((commit) => [commit.id, commit] as const)];
        return {
          commits: new Map(all.slice(-KEPT)),
          commitsProblem: failed.size === 0 ? undefined : commitsProblem,
        };
      });
    } catch (thrown) {
      for (const id of ids) failed.add(id);
      store.setState({ commitsProblem: toProblem(thrown) });
    } finally {
      for (const id of ids) asked.delete(id);
    }
  };
  const flush = (): void => {
    const ids = [...wanted];
    wanted = new Set();
    for (let at = 0; at < ids.length; at += PAGE) void read(ids.slice(at, at + PAGE));
  };
  const want = (ids: readonly string[]): void => {
    const { commits } = store.getState();
    for (const id of ids) {
      if (commits.has(id) || asked.has(id)) continue;
      if (wanted.size === 0) setTimeout(flush, 0);
      asked.add(id);
      wanted.add(id);
    }
  };
  return { want, retry: () => want([...failed]) };
}
