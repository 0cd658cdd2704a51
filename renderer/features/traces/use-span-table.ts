import { useCallback, useEffect, useRef, useState } from "react";
import { useApp } from "#renderer/store/app-context.ts";
import { UNREAD, type Snapshot } from "#renderer/ui/snapshot.ts";
import { followSpans, startReading, type LoadedSpans, type Reading } from "./follow-spans.ts";

/** The spans of a trace for as long as somebody looks; read further after each change and each "Try again". */
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
    const followed = { client, trace, isOpen, reading: reading.current };
    return followSpans(followed, (news) => setState((before) => ({ ...before, ...news })));
  }, [client, trace, isOpen, attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { ...state, retry };
}
