import { describe, expect, it } from "vitest";
import { LIFECYCLES, stepLifecycle, type Lifecycle, type LifecycleStep } from "#core/domain/lifecycle.ts";
import { PROPOSAL_STATUSES, stepProposal, type ProposalStatus } from "#core/domain/proposal.ts";

const STEPS: readonly LifecycleStep[] = ["build", "deprecate", "fail", "reactivate", "unregister"];

/** Every legal step there is, written down a second time. */
const LEGAL: ReadonlyArray<readonly [from: Lifecycle, step: LifecycleStep, to: Lifecycle]> = [
  ["registered", "build", "active"],
  ["registered", "fail", "failed"],
  ["registered", "unregister", "archived"],
  ["active", "build", "active"],
  ["active", "deprecate", "deprecated"],
  ["active", "fail", "failed"],
  ["active", "unregister", "archived"],
  ["deprecated", "reactivate", "active"],
  ["deprecated", "unregister", "archived"],
  ["archived", "reactivate", "active"],
  ["failed", "build", "active"],
  ["failed", "unregister", "archived"],
];

describe("[R8] a resource moves along its lifecycle and no other way", () => {
  it.each(LIFECYCLES.flatMap((from) => STEPS.map((step) => [from, step] as const)))(
    "%s, %s",
    (from, step) => {
      const legal = LEGAL.filter(([of]) => of === from);
      const to = legal.find(([, by]) => by === step)?.[2];
      const allowed = legal.map(([, by]) => by);
      expect(stepLifecycle(from, step)).toEqual(
        to === undefined ? { ok: false, error: { allowed } } : { ok: true, value: to },
      );
    },
  );
});

const NEXT: Readonly<Record<ProposalStatus, readonly ProposalStatus[]>> = {
  draft: ["assessing", "rejected", "refused", "failed", "superseded"],
  assessing: ["waiting", "refused", "failed", "draft"],
  waiting: ["approved", "rejected", "sent-back", "superseded", "deferred", "assessing"],
  deferred: ["waiting", "superseded"],
  approved: [],
  rejected: [],
  "sent-back": [],
  superseded: [],
  refused: [],
  failed: [],
};

describe("[P1] a proposal moves along its lifecycle; what was decided stays decided", () => {
  it.each(PROPOSAL_STATUSES.flatMap((from) => PROPOSAL_STATUSES.map((to) => [from, to] as const)))(
    "%s to %s",
    (from, to) => {
      const isLegal = NEXT[from].includes(to);
      expect(stepProposal(from, to)).toEqual(
        isLegal ? { ok: true, value: to } : { ok: false, error: { allowed: NEXT[from] } },
      );
    },
  );
});
