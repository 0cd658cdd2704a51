import { useRef, useState } from "react";
import type { AppliedDocument } from "#core/contract/files.ts";
import { useLanding } from "#renderer/features/resources/review/use-landing.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { toastDone } from "#renderer/ui/toast.tsx";
import type { Problem } from "#renderer/ui/problem.ts";
import type { Chosen } from "./read-chosen.ts";

/** Files that were chosen, and what they would change on a branch; `applied.head` is the commit they were held against. */
export type Looked = {
  readonly chosen: Chosen;
  readonly applied: AppliedDocument;
  readonly branch: string | undefined;
};

/** Files on their way in: read, looked at, then made a commit or a proposal of what was looked at and nothing else [S52]. */
export function useBringIn(onClose: () => void) {
  const act = useAct();
  const branch = useShownBranch() ?? undefined;
  const [looked, setLooked] = useState<Looked | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isReading, setIsReading] = useState(false);
  /** Counts what was begun: a look that ends after the dialog was closed, or others were chosen, is nobody's any more. */
  const begun = useRef(0);
  const close = (): void => {
    begun.current += 1;
    setLooked(null);
    setProblem(null);
    setIsReading(false);
    landing.forget();
    onClose();
  };
  const landing = useLanding<AppliedDocument>((made) => {
    // What was refused meanwhile is shown where it was looked at.
    if (made.problems.length > 0 || made.refusal !== null) {
      setLooked((before) => (before === null ? null : { ...before, applied: made }));
      return;
    }
    close();
    if (made.commit === undefined && made.proposal === undefined && made.done !== null) toastDone(made.done);
  });
  const look = async (reading: Promise<Chosen>): Promise<void> => {
    begun.current += 1;
    const mine = begun.current;
    setIsReading(true);
    setProblem(null);
    landing.forget();
    const chosen = await reading;
    const asked = { files: [...chosen.files], preview: true, ...(branch === undefined ? {} : { branch }) };
    const answer = await act(({ files }) => files.apply(asked), []);
    if (begun.current !== mine) return;
    setIsReading(false);
    if (answer.ok) setLooked({ chosen, applied: answer.value, branch });
    else setProblem(answer.error);
  };
  const make = async (as: "commit" | "proposal", message: string): Promise<void> => {
    if (looked === null) return;
    const { chosen, applied } = looked;
    const asked = {
      ...{ files: [...chosen.files], as, base: applied.head },
      ...(looked.branch === undefined ? {} : { branch: looked.branch }),
      ...(message.trim() === "" ? {} : { message }),
    };
    await landing.land({ branch: looked.branch ?? "main", ask: async ({ files }) => files.apply(asked) });
  };
  return {
    looked,
    problem: problem ?? landing.problem,
    isReading,
    isBusy: isReading || landing.isBusy,
    look: (reading: Promise<Chosen>) => void look(reading),
    make: (as: "commit" | "proposal", message: string) => void make(as, message),
    close,
  };
}
