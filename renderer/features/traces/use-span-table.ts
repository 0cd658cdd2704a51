import { useCallback, useEffect, useRef, useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { TraceCursor } from "#core/contract/traces.ts";
import { readSpanBlocks } from "#core/domain/spans/columns.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { toProblem } from "#renderer/store/problem.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { createSpanTable, type SpanTable } from "#renderer/timeline/span-table.ts";
import { LIVE_MS } from "#renderer/store/use-polling.ts";

/** A trace's spans so far. The table is one and grows; another object says that it did. */
export type LoadedSpans = { readonly table: SpanTable };

/** How many times as many spans there must be to be laid out before all are there. */
const GROWTH = 8;

type Reading = { readonly table: SpanTable; cursor: TraceCursor };

function startReading(): Reading {
  return { table: createSpanTable(), cursor: { part: 0, revision: 0 } };
}

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

/**
 * The spans of a trace, as they come: those that came first are shown at once, and again only where there are many times as
 * many, so that laying out a large trace is not done over and over. One that runs is asked what is new.
 */
export function useSpanTable(
  trace: string,
  isOpen: boolean,
): Snapshot<LoadedSpans> & { readonly retry: () => void } {
  const { client } = useApp();
  const reading = useRef<Reading | null>(null);
  const [state, setState] = useState<Snapshot<LoadedSpans>>(UNREAD);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    reading.current ??= startReading();
    const { current } = reading;
    let isLeft = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = 0;
    const show = (isReading: boolean): void => {
      shown = current.table.size();
      setState({ data: { table: current.table }, problem: undefined, isReading });
    };
    const read = async (): Promise<void> => {
      try {
        let isChanged = false;
        for await (const { hasMore, hasNews } of readOn(client, trace, current)) {
          if (isLeft) return;
          isChanged ||= hasNews;
          if (hasMore && current.table.size() >= GROWTH * shown) show(true);
        }
        if (isLeft) return;
        if (isChanged || shown === 0) show(false);
        if (isOpen) timer = setTimeout(() => void read(), LIVE_MS);
      } catch (thrown) {
        if (!isLeft) setState((before) => ({ ...before, problem: toProblem(thrown), isReading: false }));
      }
    };
    void read();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [client, trace, isOpen, attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { ...state, retry };
}

const UNREAD: Snapshot<LoadedSpans> = { data: undefined, problem: undefined, isReading: true };
