import type { Hypothesis } from "#core/domain/proposal.ts";
import { formatPointer } from "#core/base/json.ts";

/** One variable to rewrite, and what it should come to say. */
export type PlannedEdit = {
  readonly resource: string;
  readonly pointer: string;
  readonly hypotheses: readonly Hypothesis[];
};

export type SelectRequest = {
  /** Most confident first. */
  readonly hypotheses: readonly Hypothesis[];
  /** The variables that may be edited. */
  readonly learnable: readonly { readonly resource: string; readonly pointer: string }[];
  /** How many hypotheses one proposal may carry. */
  readonly most: number;
};

/**
 * The targeting policy: the most confident hypotheses whose target may be edited, grouped by variable. Purely a
 * choice; it asks no model.
 */
export function select({ hypotheses, learnable, most }: SelectRequest): readonly PlannedEdit[] {
  const allowed = new Set(learnable.map(addressOf));
  const chosen = hypotheses.filter(({ target }) => allowed.has(addressOf(target))).slice(0, most);
  const byTarget = Map.groupBy(chosen, ({ target }) => addressOf(target));
  return [...byTarget.values()].map((group) => {
    const [{ target }] = group as [Hypothesis];
    return { resource: target.resource, pointer: target.pointer, hypotheses: group };
  });
}

function addressOf({ resource, pointer }: { readonly resource: string; readonly pointer: string }): string {
  return `${formatPointer([resource])}${pointer}`;
}
