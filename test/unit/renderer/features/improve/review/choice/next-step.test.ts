import { expect, it } from "vitest";
import { PROPOSAL_STATUSES, type ProposalStatus } from "#core/domain/proposal.ts";
import { mayReject, nextStep } from "#renderer/features/improve/review/choice/next-step.ts";

type Verdict = "accept" | "reject" | "undecided" | null;
type Row = readonly [
  status: ProposalStatus,
  verdict: Verdict,
  isStale: boolean,
  taken: number,
  total: number,
  step: string,
];

const ROWS: readonly Row[] = [
  ["waiting", "accept", false, 3, 3, "approve"],
  ["waiting", "accept", false, 0, 0, "approve"],
  ["waiting", "undecided", false, 3, 3, "override"],
  ["waiting", "reject", false, 3, 3, "override"],
  // Evidence about another system approves nothing, whatever it said.
  ["waiting", "accept", true, 3, 3, "assess"],
  ["waiting", "accept", false, 2, 3, "derive"],
  ["waiting", "accept", true, 2, 3, "derive"],
  ["waiting", "accept", false, 0, 3, "nothing-taken"],
  ["draft", null, false, 3, 3, "assess"],
  ["assessing", null, false, 3, 3, "assessing"],
  ["deferred", "accept", false, 3, 3, "reopen"],
  ["approved", "accept", false, 3, 3, "none"],
];

it.each(ROWS)(
  "%s, gate says %s, stale %s, %i of %i hunks: %s",
  (status, verdict, isStale, taken, total, step) => {
    expect(nextStep({ status, verdict, isStale, obstacle: null }, { taken, total }).kind).toBe(step);
  },
);

it("a person may reject what waits and what was never assessed, and nothing else", () => {
  expect(PROPOSAL_STATUSES.filter((status) => mayReject({ status }))).toEqual(["draft", "waiting"]);
});

it("only what waits with the gate's approval and whole is approved at once", () => {
  const statuses = PROPOSAL_STATUSES.filter(
    (status) =>
      nextStep({ status, verdict: "accept", isStale: false, obstacle: null }, { taken: 1, total: 1 }).kind ===
      "approve",
  );
  expect(statuses).toEqual(["waiting"]);
});

it("[P11] what does not fit on the head is neither assessed nor taken in part, whatever was measured", () => {
  const subject = { verdict: "accept", isStale: true, obstacle: "prompt/clerk was changed" } as const;
  for (const status of ["draft", "waiting"] as const) {
    expect(nextStep({ ...subject, status }, { taken: 1, total: 2 }).kind).toBe("obstacle");
  }
});
