import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { Problem } from "#renderer/ui/problem.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Preview } from "./data-queries.ts";
import { toReading, type ImportForm } from "./import-form.ts";
import { toWireSource, type ImportSource } from "./import-source.ts";

type PreviewState = { readonly data: Preview | null; readonly problem: Problem | null };

const ROWS = 20;
const TYPING_MS = 250;

/** The first rows as an import would read them, asked for again whenever what is chosen changes. */
export function usePreview(source: ImportSource | null, form: ImportForm | null): PreviewState {
  const act = useAct();
  const [state, setState] = useState<PreviewState>({ data: null, problem: null });
  const reading = form === null || form.format === null ? null : JSON.stringify(toReading(form));
  const [settled] = useDebouncedValue(reading, TYPING_MS, { leading: true });
  useEffect(() => {
    if (source === null || settled === null) {
      setState({ data: null, problem: null });
      return undefined;
    }
    let isLatest = true;
    const options = JSON.parse(settled) as ReturnType<typeof toReading>;
    const asked = { ...options, source: toWireSource(source, options.format ?? null), limit: ROWS };
    void act(async (client) => await client.data.preview(asked), []).then((answer) => {
      if (!isLatest) return;
      // The last good preview stays beside the problem: its fields are what one chooses from.
      setState((before) =>
        answer.ok ? { data: answer.value, problem: null } : { data: before.data, problem: answer.error },
      );
    });
    return () => {
      isLatest = false;
    };
  }, [act, source, settled]);
  return state;
}
