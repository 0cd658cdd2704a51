import { useState } from "react";
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
  return {
    found,
    isBusy,
    clear: () => setFound(null),
    ask: async (query) => {
      if (query.trim() === "" || isBusy) return;
      setIsBusy(true);
      const answer = await act(async ({ resources }) => resources.retrieve({ query, limit: MOST }), []);
      setIsBusy(false);
      if (answer.ok) setFound(answer.value);
      else toastProblem(answer.error);
    },
  };
}
