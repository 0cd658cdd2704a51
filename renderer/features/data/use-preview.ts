import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { Problem } from "#renderer/ui/problem.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Preview } from "./data-queries.ts";
import { toReading, type ImportForm } from "./import-form.ts";
import { toPreviewed, type ImportSource } from "./import-source.ts";

type PreviewState = { readonly data: Preview | null; readonly problem: Problem | null };

const UNKNOWN: PreviewState = { data: null, problem: null };

const ROWS = 20;
const TYPING_MS = 250;

/**
 * The first rows as an import would read them, asked for again whenever what is chosen changes. A source of no known format
 * is asked for as well: what it is the host may know, and why it cannot be read.
 */
export function usePreview(source: ImportSource | null, form: ImportForm | null): PreviewState {
  const act = useAct();
  const [state, setState] = useState<PreviewState & { readonly of: ImportSource | null }>({
    ...UNKNOWN,
    of: null,
  });
  const reading = form === null ? null : JSON.stringify(toReading(form));
  const [settled] = useDebouncedValue(reading, TYPING_MS, { leading: true });
  useEffect(() => {
    if (source === null || settled === null) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const options = JSON.parse(settled) as ReturnType<typeof toReading>;
    const asked = { ...options, ...toPreviewed(source, options.format ?? null), limit: ROWS };
    void act(async (client) => await client.data.preview(asked, { signal }), []).then((answer) => {
      if (signal.aborted) return;
      // The last good preview of a source stays beside the problem: its fields are what one chooses from.
      setState((before) => ({
        of: source,
        data: answer.ok ? answer.value : before.of === source ? before.data : null,
        problem: answer.ok ? null : answer.error,
      }));
    });
    return () => controller.abort();
  }, [act, source, settled]);
  return state.of === source ? state : UNKNOWN;
}
