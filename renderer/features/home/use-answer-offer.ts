import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { IS_OFFERED } from "#core/domain/offer.ts";
import { useUndoToast } from "#renderer/navigation/use-step.ts";
import type { Offer } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

export type Offered = Offer[number];

/** Whether it can be taken; what was changed or archived here is only spoken of. */
export function isOffered({ standing }: Offered): boolean {
  return IS_OFFERED[standing];
}

const CHANGED = ["resources", "history", "proposals", "sessions"] as const;

/** The two answers to what this version brings to a branch; each says whether it was given. */
export function useAnswerOffer(branch: string) {
  const act = useAct();
  const toastTaken = useUndoToast();
  const [isBusy, setIsBusy] = useState(false);
  const answer = async <T>(
    ask: (client: WorkspaceClient) => Promise<T>,
    tell: (value: T) => void,
  ): Promise<boolean> => {
    setIsBusy(true);
    const done = await act(ask, CHANGED);
    setIsBusy(false);
    if (done.ok) tell(done.value);
    else toastProblem(done.error);
    return done.ok;
  };
  return {
    isBusy,
    /** All that can be taken of what is shown, also what was left once: who sees it and takes it means it. */
    take: async (shown: readonly Offered[]) =>
      await answer(
        async ({ offer }) =>
          await offer.take({ branch, resources: shown.filter(isOffered).map(({ resource }) => resource) }),
        ({ head }) => toastTaken(homeStrings.offer.taken, { commit: head, branch }),
      ),
    leave: async () =>
      await answer(
        async ({ offer }) => await offer.leave({ branch }),
        () => toastDone(homeStrings.offer.left),
      ),
  };
}
