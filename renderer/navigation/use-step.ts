import { useApp } from "#renderer/store/app-context.ts";
import { toProblem } from "#renderer/store/problem.ts";
import { STEPS, type Step } from "#renderer/store/steps.ts";
import { stepStrings } from "#renderer/strings/steps.ts";
import { toastDone, toastProblem, type ToastAction, type ToastLink } from "#renderer/ui/toast.tsx";

/** What was done: the commit that it made, and the branch it is on, which need not be the one that is shown. */
export type Made = { readonly commit: string; readonly branch: string };

/**
 * Takes back what made a commit, and only that: where something else has been done on its branch since, the dialog asks
 * instead, because a step goes over the operation that is next, whichever that is. `alsoSaid`: what follows from it.
 */
export function useUndo(): (made: Made, alsoSaid?: string) => Promise<void> {
  const step = useStep();
  return async (made, alsoSaid = "") => step("undo", made, alsoSaid);
}

/** Tells that something was done, with the way to take it back, and where it is to be seen. */
export function useUndoToast(): (message: string, made: Made, link?: ToastLink) => void {
  const undo = useUndo();
  return (message, made, link) =>
    toastDone(message, { label: stepStrings.undo.confirm, run: () => void undo(made), isStep: true }, link);
}

/** Tells that a step was taken, with the step that takes it back. */
export function useStepToast(): (step: Step, message: string, made: Made) => void {
  const stepBack = useStep();
  return (step, message, made) => toastDone(message, stepBackFrom(step, made, stepBack));
}

function useStep(): (step: Step, made: Made, alsoSaid: string) => Promise<void> {
  const { client, queries, store } = useApp();
  const take = async (step: Step, { commit, branch }: Made, alsoSaid: string): Promise<void> => {
    try {
      const next = await STEPS[step].preview(client, branch);
      if (next?.made !== commit) {
        store.getState().openStep(step, branch);
        return;
      }
      const { head } = await STEPS[step].take(client, { branch, commit });
      queries.invalidate(["history", "resources", "proposals", "sessions"]);
      const said = `${stepStrings[step].did(next.operation.label)} ${alsoSaid}`.trim();
      toastDone(said, stepBackFrom(step, { commit: head, branch }, take));
    } catch (thrown) {
      toastProblem(toProblem(thrown));
    }
  };
  return take;
}

type Take = (step: Step, made: Made, alsoSaid: string) => Promise<void>;

function stepBackFrom(step: Step, made: Made, take: Take): ToastAction {
  const { other } = STEPS[step];
  return { label: stepStrings[other].confirm, run: () => void take(other, made, ""), isStep: true };
}
