import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { TraceCursor } from "#core/contract/traces.ts";
import { readSpanBlocks } from "#core/domain/spans/columns.ts";
import { toProblem } from "#renderer/store/problem.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { createSpanTable, type SpanTable } from "#renderer/timeline/span-table.ts";
import { LIVE_MS } from "./live-ms.ts";

/** A trace's spans so far. The table is one and grows; another object says that it did. */
export type LoadedSpans = {
  readonly table: SpanTable;
  /** Whether all that there were when it was last asked are in it. */
  readonly isWhole: boolean;
};

/** How far a trace is read: whoever goes on goes on from there. */
export type Reading = { readonly table: SpanTable; cursor: TraceCursor };

export function startReading(): Reading {
  return { table: createSpanTable(), cursor: { part: 0, revision: 0 } };
}

/** How many times as many spans there must be to be laid out before all are there. */
const GROWTH = 8;
/** A reading that broke with the connection goes on after so long; it waits for a connection where there is none. */
const RETRY_MS = 1000;

type Step = { readonly hasMore: boolean; readonly hasNews: boolean };

/** Reads to the end of what there is, and stops after each step as long as whoever looks is there. */
async function* readOn(client: WorkspaceClient, trace: string, reading: Reading): AsyncGenerator<Step> {
  let asked = client.traces.columns({ trace, cursor: reading.cursor });
  for (let hasMore = true; hasMore;) {
    const answer = await asked;
    ({ hasMore } = answer);
    // The host reads on while these are put in their places.
    if (hasMore) asked = client.traces.columns({ trace, cursor: answer.next });
    // Whoever looks may leave before it is answered.
    asked.catch(() => undefined);
    const bytes = new Uint8Array(await answer.blocks.arrayBuffer());
    for (const block of readSpanBlocks(bytes)) reading.table.add(block);
    reading.cursor = answer.next;
    yield { hasMore, hasNews: bytes.length > 0 };
  }
}

type Followed = {
  readonly client: WorkspaceClient;
  readonly trace: string;
  /** One that runs is asked what is new. */
  readonly isOpen: boolean;
  readonly reading: Reading;
};

/**
 * Tells of the spans of a trace as they come, until the answer is called: those that came first at once, and again only
 * where there are many times as many, so that laying out a large trace is not done over and over. What breaks with the
 * connection goes on from where it was, so that no trace stays cut in the middle.
 */
export function followSpans(
  { client, trace, isOpen, reading }: Followed,
  tell: (news: Partial<Snapshot<LoadedSpans>>) => void,
): () => void {
  let isLeft = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = 0;
  const show = (isWhole: boolean): void => {
    shown = reading.table.size();
    tell({ data: { table: reading.table, isWhole }, problem: undefined, isReading: !isWhole });
  };
  const again = (afterMs: number): void => {
    timer = setTimeout(() => void read(), afterMs);
  };
  let isUntold = true;
  const read = async (): Promise<void> => {
    try {
      for await (const { hasMore, hasNews } of readOn(client, trace, reading)) {
        if (isLeft) return;
        isUntold ||= hasNews;
        if (hasMore && reading.table.size() >= GROWTH * shown) show(false);
      }
      if (isLeft) return;
      if (isUntold) show(true);
      isUntold = false;
      if (isOpen) again(LIVE_MS);
    } catch (thrown) {
      if (isLeft) return;
      const problem = toProblem(thrown);
      const isBroken = problem.code === "unreachable";
      isUntold = true;
      // What came before it broke is shown, and that it is not all.
      if (reading.table.size() > 0) tell({ data: { table: reading.table, isWhole: false } });
      tell({ problem, isReading: isBroken });
      if (isBroken) again(RETRY_MS);
    }
  };
  void read();
  return () => {
    isLeft = true;
    clearTimeout(timer);
  };
}
