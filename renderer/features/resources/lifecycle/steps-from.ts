import { ASKED_STEPS } from "#core/domain/edit.ts";
import { stepLifecycle, type Lifecycle } from "#core/domain/lifecycle.ts";

export type AskedStep = (typeof ASKED_STEPS)[number];

/** The steps that a person may ask for from a state. */
export function stepsFrom(state: Lifecycle): readonly AskedStep[] {
  return ASKED_STEPS.filter((step) => stepLifecycle(state, step).ok);
}
