import { describe, expect, it } from "vitest";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { listNeeds, newestOfEach } from "#renderer/features/home/needs.ts";
import { makeProposal, makeSession } from "./documents.ts";

function needs(
  proposals: readonly ProposalSummaryDocument[],
  sessions: readonly SessionDocument[],
): readonly string[] {
  return listNeeds(proposals, sessions).map((need) =>
    "proposal" in need ? `${need.kind} ${need.proposal.id}` : `${need.kind} ${need.session.session}`,
  );
}

const STOPPED = (by: NonNullable<SessionDocument["stopped"]>["by"]): Partial<SessionDocument> => ({
  state: "stopped",
  stopped: { by, detail: "" },
});

const CASES: ReadonlyArray<
  readonly [title: string, session: Partial<SessionDocument>, expected: readonly string[]]
> = [
  ["a session that did all its iterations needs nobody", STOPPED("iterations"), []],
  ["one with nothing left to explain needs nobody", STOPPED("converged"), []],
  ["one that the person stopped needs nobody", STOPPED("user"), []],
  ["one that a cap ended does", STOPPED("cap"), ["stop 1"]],
  ["one that stalled does", STOPPED("stall"), ["stop 1"]],
  ["one that an error ended does, as a failure", STOPPED("error"), ["failure 1"]],
  ["one that was cut off does", { state: "interrupted", stopped: null }, ["stop 1"]],
  [
    "one that waits for nothing any more must be let go on",
    { state: "waiting", isStranded: true },
    ["stop 1"],
  ],
  [
    "one that goes on by itself in a moment does not",
    { state: "waiting", goesOnAt: "2026-03-06T12:00:10.000Z" },
    [],
  ],
  ["a running one near a cap does", { state: "running", stopped: null, caps: { maxCalls: 120 } }, ["cap 1"]],
  [
    "a running one far from its caps does not",
    { state: "running", stopped: null, caps: { maxCalls: 200 } },
    [],
  ],
  [
    "a cap that has ended a session is not near any more",
    { ...STOPPED("cap"), caps: { maxCalls: 100 } },
    ["stop 1"],
  ],
];

describe("what needs the person", () => {
  it.each(CASES)("%s", (_title, session, expected) => {
    expect(needs([], [makeSession(session)])).toEqual(expected);
  });

  it("only proposals that wait are listed, those the gate accepts first, larger effects first", () => {
    const proposals = [
      makeProposal({ id: "1", verdict: "undecided", effect: 0.2 }),
      makeProposal({ id: "2", effect: 0.01 }),
      makeProposal({ id: "3", effect: 0.04 }),
      makeProposal({ id: "4", status: "approved" }),
      makeProposal({ id: "5", status: "deferred" }),
      makeProposal({ id: "6", isStale: true, effect: 0.4 }),
    ];
    expect(needs(proposals, [])).toEqual(["proposal 3", "proposal 2", "proposal 1", "stale 6"]);
  });

  it("a session that waits for a decision is there by its proposal alone", () => {
    expect(needs([makeProposal({ id: "7" })], [makeSession({ state: "waiting" })])).toEqual(["proposal 7"]);
  });

  it("a failure comes before everything, what only ended comes last", () => {
    const sessions = [
      makeSession({ session: "9", ...STOPPED("stall") }),
      makeSession({ session: "8", agent: "agent/solver", ...STOPPED("error") }),
    ];
    expect(needs([makeProposal({})], sessions)).toEqual(["failure 8", "proposal 1", "stop 9"]);
  });

  it("a session that a newer one of the same agent followed is history", () => {
    const sessions = [
      makeSession({ session: "3", state: "running", stopped: null }),
      makeSession({ session: "2", ...STOPPED("error"), agent: "agent/other" }),
      makeSession({ session: "1", ...STOPPED("error") }),
    ];
    expect(needs([], newestOfEach(sessions))).toEqual(["failure 2"]);
  });

  it("[S21] a session on another branch follows none of this one's", () => {
    const sessions = [
      makeSession({ session: "4", branch: "try", state: "running", stopped: null }),
      makeSession({ session: "3", branch: "main", state: "paused", stopped: null }),
      makeSession({ session: "2", branch: "try", state: "paused", stopped: null }),
    ];
    expect(needs([], newestOfEach(sessions))).toEqual(["stop 3"]);
  });
});
