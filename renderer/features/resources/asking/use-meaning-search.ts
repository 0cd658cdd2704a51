import { useRef, useState } from "react";
import { useAct } from "#renderer/store/use-act.ts";
import { toastProblem } from "#renderer/ui/toast.tsx";
import type { Search } from "./meaning-results.tsx";

const MOST = 20;

export type MeaningSearch = {
  readonly found: Search | null;
  readonly isBusy: boolean;
  readonly ask: (query: string) => Promise<void>;
  readonly clear: () => void;
};

/** Searching the registry, when somebody asks for it: it may call a model. */
export function useMeaningSearch(): MeaningSearch {
  const act = useAct();
  const [found, setFound] = useState<Search | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  /** Ends the search that goes on: what is typed since is another question. */
  const going = useRef<AbortController | null>(null);
  return {
    found,
    isBusy,
    clear: () => {
      going.current?.abort();
      going.current = null;
      setIsBusy(false);
      setFound(null);
    },
    ask: async (query) => {
      if (query.trim() === "" || isBusy) return;
      const controller = new AbortController();
      const { signal } = controller;
      going.current = controller;
      setIsBusy(true);
      const asked = { query, limit: MOST };
      const answer = await act(async ({ resources }) => resources.retrieve(asked, { signal }), []);
      if (signal.aborted) return;
      setIsBusy(false);
      if (answer.ok) setFound(answer.value);
      else toastProblem(answer.error);
    },
  };
}
