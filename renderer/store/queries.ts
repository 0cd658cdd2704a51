import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AppStore } from "./app-store.ts";
import { toProblem } from "./problem.ts";
import { UNREAD, type Snapshot } from "#renderer/ui/snapshot.ts";
import type { Topic } from "./topics.ts";

/**
 * One question to the host whose answer the window keeps. `key` names the answer (same key = same answer); `topics` say
 * which events make it old.
 */
export type Query<T> = {
  readonly key: string;
  readonly topics: readonly Topic[];
  /** Its failure is no reason to read it again with the next event: what it asks is not this program. */
  readonly isReadWhenOpened?: boolean;
  /** `before`: what was read last, from which a reading may go on. */
  read(client: WorkspaceClient, before?: T): Promise<T>;
};

/** What a question of the contract is answered with. */
export type Answer<T extends (...input: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;

/** Events come in bursts; snapshots are read again once per burst. */
const BURST_MS = 120;
/** Answers that nobody looks at are kept so long as there are not more than this. */
const KEPT_UNWATCHED = 60;

type Entry = {
  query: Query<unknown>;
  watchers: number;
  isOld: boolean;
  isReading: boolean;
};

export type Queries = ReturnType<typeof createQueries>;

/**
 * The snapshots of one window: each is read when somebody first looks, and again when an event of its topics came while
 * somebody looks; one that nobody looks at is only marked old. There is at most one reading per key: what becomes old
 * during it is read once more after it.
 */
export function createQueries(store: AppStore, client: WorkspaceClient) {
  const entries = new Map<string, Entry>();
  let pending = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const put = (key: string, change: Partial<Snapshot<unknown>>): void => {
    store.setState(({ snapshots }) => ({
      snapshots: { ...snapshots, [key]: { ...(snapshots[key] ?? UNREAD), ...change } },
    }));
  };

  const readOnce = async ({ query }: Entry): Promise<Partial<Snapshot<unknown>>> => {
    try {
      const data = await query.read(client, store.getState().snapshots[query.key]?.data);
      return { data, problem: undefined };
    } catch (thrown) {
      return { problem: toProblem(thrown) };
    }
  };

  const read = async (entry: Entry): Promise<void> => {
    if (entry.isReading) return;
    const { key } = entry.query;
    entry.isReading = true;
    // Before the first answer everybody sees it so without being told.
    if (store.getState().snapshots[key] !== undefined) put(key, { isReading: true });
    do {
      entry.isOld = false;
      const answer = await readOnce(entry);
      entry.isReading = wantsReading(entry);
      // What failed was not read: it is tried again when somebody looks again, and with the next event of any topic.
      entry.isOld ||= answer.problem !== undefined;
      // Told at once: whoever shows it draws it once.
      put(key, { ...answer, isReading: entry.isReading });
    } while (entry.isReading);
  };

  const forget = (): void => {
    const unwatched = [...entries].filter(([, { watchers, isReading }]) => watchers === 0 && !isReading);
    const gone = unwatched.slice(0, Math.max(0, unwatched.length - KEPT_UNWATCHED)).map(([key]) => key);
    if (gone.length === 0) return;
    for (const key of gone) entries.delete(key);
    store.setState(({ snapshots }) => ({
      snapshots: Object.fromEntries(Object.entries(snapshots).filter(([key]) => !gone.includes(key))),
    }));
  };

  const flush = (): void => {
    timer = null;
    const topics = pending;
    pending = new Set();
    for (const entry of entries.values()) {
      const mayFail = entry.query.isReadWhenOpened !== true;
      const hasFailed = mayFail && entry.isOld && entry.watchers > 0 && !entry.isReading;
      if (!hasFailed && !entry.query.topics.some((topic) => topics.has(topic))) continue;
      entry.isOld = true;
      if (entry.watchers > 0) void read(entry);
    }
  };

  return {
    /** Looks at a query until the answer of this is called. */
    watch: (query: Query<unknown>): (() => void) => {
      const entry = entries.get(query.key) ?? { query, watchers: 0, isOld: true, isReading: false };
      // Last in the map = looked at last: what is forgotten first is at the front.
      entries.delete(query.key);
      entries.set(query.key, entry);
      entry.query = query;
      entry.watchers += 1;
      if (entry.isOld) void read(entry);
      return () => {
        entry.watchers -= 1;
        forget();
      };
    },
    /** What belongs to these topics is old; it is read again with the rest of the burst. */
    invalidate: (topics: readonly Topic[]): void => {
      for (const topic of topics) pending.add(topic);
      timer ??= setTimeout(flush, BURST_MS);
    },
    /** Reads one again at once: "Try again". */
    retry: (key: string): void => {
      const entry = entries.get(key);
      if (entry !== undefined) void read(entry);
    },
  };
}

/** Re-read while it is being read and looked at; a change during the reading may not be in its answer. */
function wantsReading(entry: Entry): boolean {
  return entry.isOld && entry.watchers > 0;
}
