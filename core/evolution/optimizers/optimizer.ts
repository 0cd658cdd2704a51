import { z } from "zod";
import type { OptimizerName } from "#core/domain/optimizers/plan.ts";
import type { OptimizerSettings } from "#core/domain/optimizers/table.ts";
import type { Sight } from "#core/evolution/look-at.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import type { SessionJournal } from "#core/evolution/session-journal.ts";

/** What became of one candidate that an optimizer set out to make. */
export const soughtSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("candidate"), proposal: z.string() }),
  /** It could not make it; the reason is for people. */
  z.object({ kind: z.literal("no-candidate"), reason: z.string() }),
]);
export type Sought = Readonly<z.infer<typeof soughtSchema>>;

/** What an iteration of an optimizer came to. */
export type Search =
  /** In the order in which they are to be assessed; one that could not make any says why in the only one. */
  | { readonly kind: "sought"; readonly candidates: readonly [Sought, ...Sought[]] }
  /** Nothing in the traces of all train items is left to explain. */
  | ({ readonly kind: "nothing-left" } & Pick<Sight, "items" | "correct" | "failure">);

export type SearchRequest<Name extends OptimizerName = OptimizerName> = {
  readonly iteration: number;
  /** The head that this iteration starts from. */
  readonly base: string;
  /** Proposals of the session committed before it: the key of rollout seeds. */
  readonly accepted: number;
  readonly settings: OptimizerSettings<Name>;
};

/**
 * A way to find changes: it composes operators as steps of the journal, and files candidates as drafts. What becomes of
 * them is the loop's business, the same for all. What people see of it beforehand is its plan in core/domain/optimizers.
 */
export type Optimizer<Name extends OptimizerName> = {
  readonly search: (
    context: SessionContext,
    journal: SessionJournal,
    request: SearchRequest<Name>,
  ) => Promise<Search>;
};

export type Optimizers = { readonly [Name in OptimizerName]: Optimizer<Name> };

/** The answer of an optimizer that came to no candidate, and why. */
export function noCandidate(reason: string): Search {
  return { kind: "sought", candidates: [{ kind: "no-candidate", reason }] };
}
