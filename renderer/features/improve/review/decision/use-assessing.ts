import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { CapChanges } from "#core/domain/session.ts";
import { navigate } from "#renderer/navigation/route.ts";
import { hrefToProposal } from "#renderer/features/improve/common/improve-route.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { useApp } from "#renderer/store/app-context.ts";
import type { AppStore } from "#renderer/store/app-store.ts";

export type AssessingByHand = {
  /** `caps`: what becomes different about its session's. */
  readonly assess: (caps?: CapChanges) => Promise<void>;
  /** An assessment that was refused because nobody knows what the model costs, and how to answer it. */
  readonly price: {
    readonly problem: Problem | null;
    readonly allow: () => void;
    readonly leave: () => void;
  };
};

type Assessing = Parameters<WorkspaceClient["proposals"]["assess"]>[0];

/** Measures a proposal because a person asked. */
export function useAssessing(id: string): AssessingByHand {
  const act = useAct();
  const { store } = useApp();
  const [refused, setRefused] = useState<{ readonly problem: Problem; readonly asked: Assessing } | null>(
    null,
  );
  const attempt = async (asked: Assessing): Promise<void> => {
    const problem = await assess({ act, store }, asked);
    if (problem === null) return;
    if (problem.code === "price-unknown" && asked.unknownPrice === undefined) setRefused({ problem, asked });
    else toastProblem(problem);
  };
  return {
    assess: async (caps) => await attempt(caps === undefined ? { id } : { id, caps }),
    price: {
      problem: refused?.problem ?? null,
      allow: () => void (refused === null ? undefined : attempt({ ...refused.asked, unknownPrice: "allow" })),
      leave: () => setRefused(null),
    },
  };
}

type Asking = { readonly act: ReturnType<typeof useAct>; readonly store: AppStore };

/** Answers why it was refused, or null. */
async function assess({ act, store }: Asking, asked: Assessing): Promise<Problem | null> {
  const { id } = asked;
  const { assessing, beginAssessing, endAssessing } = store.getState();
  if (assessing[id] !== undefined) return null;
  const signal = beginAssessing(id);
  const done = await act(
    async (client) => await client.proposals.assess(asked, { signal }),
    ["proposals", "sessions"],
  );
  endAssessing(id);
  if (done.ok) {
    // Carried over to the present head, it is another proposal: whoever is still looking follows.
    if (location.hash === hrefToProposal(id)) navigate(hrefToProposal(done.value.id), { replace: true });
    return null;
  }
  // One that was stopped on purpose has not failed.
  return signal.aborted ? null : done.error;
}
