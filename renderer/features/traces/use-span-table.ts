import { useCallback, useEffect, useRef, useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { TraceCursor } from "#core/contract/traces.ts";
import { readSpanBlocks } from "#core/domain/spans/columns.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { toProblem } from "#renderer/store/problem.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { createSpanTable, type SpanTable } from "#renderer/timeline/span-table.ts";
import { LIVE_MS } from "./use-polling.ts";

/** A trace's spans so far. The table is one and grows; another object says that it did. */
export type LoadedSpans = { readonly table: SpanTable };

/** So long all of it is waited for. */
const PATIENCE_MS = 250;

type Reading = { readonly table: SpanTable; cursor: TraceCursor };

function startReading(): Reading {
  return { table: createSpanTable(), cursor: { part: 0, revision: 0 } };
}

/** The next blocks of a trace, put into its table. Answers whether there is more at once, and how much came. */
async function readOn(client: WorkspaceClient, trace: string, reading: Reading) {
  const { blocks, next, hasMore } = await client.traces.columns({ trace, cursor: reading.cursor });
  const bytes = new Uint8Array(await blocks.arrayBuffer());
  for (const block of readSpanBlocks(bytes)) reading.table.add(block);
  reading.cursor = next;
  return { hasMore, hasNews: bytes.length > 0 };
}

/**
 * The spans of a trace. Where they take longer than anybody should wait, those that have come are shown, and again each time
 * there are twice as many, so that laying out a large trace is not done over and over. One that runs is asked what is new.
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
    const patientUntil = performance.now() + PATIENCE_MS;
    const show = (isReading: boolean): void => {
      shown = current.table.size();
      setState({ data: { table: current.table }, problem: undefined, isReading });
    };
    const read = async (): Promise<void> => {
      try {
        let isChanged = false;
        for (let hasMore = true; hasMore && !isLeft;) {
          const step = await readOn(client, trace, current);
          ({ hasMore } = step);
          isChanged ||= step.hasNews;
          const isWaiting = performance.now() > patientUntil;
          if (hasMore && isWaiting && current.table.size() >= 2 * shown) show(true);
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
