import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { describe, expect, it } from "vitest";
import type { Author, AuthorKind } from "#core/domain/author.ts";
import type { Verdict } from "#core/domain/gate/report.ts";
import { getAt, type Json } from "#core/base/json.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { carryOver, findObstacle, isOvertaken } from "#core/proposals/carry-over.ts";
import { candidateOn, changeHash, changesOf } from "#core/proposals/create-proposal.ts";
import {
  approveProposal,
  getProposal,
  moveProposal,
  refuseProposal,
  reopenProposal,
  type Refusal,
} from "#core/proposals/decide.ts";
import { driftedResources } from "#core/proposals/staleness.ts";
import type { Edit } from "#core/resources/edits.ts";
import { undo } from "#core/resources/undo.ts";
import { builtinContent, promptContent, promptWith, RULES, toolContent } from "#test/support/contents.ts";
import { fileProposal, REFLECTION, type Filing } from "#test/support/proposals.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { ADA, countWords, set, setCode, setRules } from "#test/support/house-edits.ts";
import { codeOf } from "#test/support/registry.ts";

const registry = eachRegistry();
const AT = 2_000_000_000_000;
const someone = (kind: AuthorKind): Author => ({ kind, name: `a ${kind}` });

const file = (filing: Partial<Filing> = {}) =>
  fileProposal(registry(), { edits: [setRules("Ask once.")], verdict: "accept", ...filing });
const approve = (id: string, by: Author = ADA, override?: string) =>
  approveProposal(registry().store, id, {
    by,
    rule: by.kind,
    at: AT,
    ...(override === undefined ? {} : { override }),
  });
const refuse = (id: string, refusal: Partial<Refusal> = {}) =>
  refuseProposal(registry().store, id, {
    by: ADA,
    rule: "person",
    at: AT,
    kind: "reject",
    reason: "No.",
    chips: [],
    ...refusal,
  });
const statusOf = (id: string) => getProposal(registry().store, id).status;

describe("[P2, P3, P4] approving", () => {
  const rows: ReadonlyArray<
    readonly [
      verdict: Verdict,
      isSafe: boolean,
      by: AuthorKind,
      override: string | undefined,
      outcome: string,
    ]
  > = [
    ["accept", true, "person", undefined, "done"],
    ["accept", true, "system", undefined, "done"],
    ["undecided", true, "person", undefined, "decision-refused"],
    ["reject", true, "person", undefined, "decision-refused"],
    ["undecided", true, "person", "I know better.", "done"],
    ["reject", true, "person", "I know better.", "done"],
    ["undecided", true, "system", undefined, "decision-refused"],
    ["reject", true, "system", "the policy says so", "decision-refused"],
    ["accept", false, "person", undefined, "decision-refused"],
    ["accept", false, "person", "I know better.", "decision-refused"],
    ["accept", true, "optimizer", undefined, "decision-refused"],
    ["accept", true, "agent", "I know better.", "decision-refused"],
    ["accept", true, "client", undefined, "decision-refused"],
  ];
  it.each(rows)(
    "verdict %s, safe %s, by a %s with the reason %s: %s",
    (verdict, isSafe, by, override, outcome) => {
      const { id } = file({ verdict, isSafe });
      const head = registry().store.headBranch.commit();
      expect(codeOf(() => approve(id, someone(by), override))).toBe(outcome);
      expect(registry().store.headBranch.commit() === head).toBe(outcome !== "done");
      expect(statusOf(id)).toBe(outcome === "done" ? "approved" : isSafe ? "waiting" : "refused");
    },
  );

  it("[P6] what was never assessed is approved by nobody", () => {
    const { id } = file({ verdict: null });
    expect(codeOf(() => approve(id, ADA, "I am sure."))).toBe("decision-refused");
  });

  it("[P3] against the gate is on record as an override with its reason, with it is not", () => {
    const against = file({ verdict: "undecided" });
    approve(against.id, ADA, "I know better.");
    expect(registry().store.proposals.decision(against.id)).toMatchObject({
      isOverride: true,
      reason: "I know better.",
      isSelfApproved: false,
    });
    // The log says what was known, and not that there was nothing.
    const body = [...registry().store.audit.entries()].findLast(({ type }) => type === "decision")?.body;
    expect(body).toMatchObject({
      isOverride: true,
      known: { verdict: "undecided", n: 1, fixed: 1, broken: 0, effect: 1, interval: [-1, 1] },
    });
    const along = file({ edits: [setRules("Ask twice.")] });
    approve(along.id, ADA, "Not needed.");
    expect(registry().store.proposals.decision(along.id)).toMatchObject({ isOverride: false });
  });

  it("[P3] one's own change is on record as self-approved, a namesake's is not", () => {
    const own = file({ author: ADA });
    approve(own.id);
    const other = file({ author: { kind: "person", name: "Bob" }, edits: [setRules("Ask Bob.")] });
    approve(other.id);
    const flags = [own, other].map(({ id }) => registry().store.proposals.decision(id)?.isSelfApproved);
    expect(flags).toEqual([true, false]);
  });

  it("[P7] is one step: commit, head, decision, audit and event, or none of them", () => {
    const { store } = registry();
    const proposal = file();
    const commit = approve(proposal.id);
    expect(commit).toMatchObject({
      author: REFLECTION,
      proposal: proposal.id,
      evidence: [`${proposal.id}.1`],
      message: "Try it",
    });
    expect([store.headBranch.commit(), store.commits.ofProposal(proposal.id)]).toEqual([
      commit.id,
      commit.id,
    ]);
    expect([...store.audit.entries()].slice(-4).map(({ type }) => type)).toEqual([
      "commit",
      "ref",
      "operation",
      "decision",
    ]);
    expect(
      store.events
        .after(0, null, 100)
        .slice(-3)
        .map(({ type }) => type),
    ).toEqual(["proposal-status", "decided", "committed"]);
    expect(store.operations.newest(1)).toMatchObject([
      { kind: "approve", label: `Approve proposal ${proposal.id}: Try it` },
    ]);
  });

  it("[P1] twice is refused, and what was decided is not decided again", () => {
    const { id } = file();
    approve(id);
    const again = [
      () => approve(id),
      () => refuse(id),
      () => refuse(id, { kind: "defer" }),
      () => reopenProposal(registry().store, id, { by: ADA, at: AT }),
    ];
    expect(again.map(codeOf)).toEqual(Array(4).fill("proposal-state"));
  });

  it("what cannot be done now is refused with what can", () => {
    const { id } = file();
    const proposal = getProposal(registry().store, id);
    const attempt = () => moveProposal(registry().store, proposal, { to: "draft", at: AT });
    expect(attempt).toThrow(
      expect.objectContaining({ hint: "Approve it, reject it, send it back, defer it, or assess it again." }),
    );
  });

  it("an id that names no proposal is told so", () => {
    expect(["9", "", "1 OR 1=1", "-1", "1.5"].map((id) => codeOf(() => approve(id)))).toEqual(
      Array(5).fill("not-found"),
    );
  });

  it("[P7] a variant supersedes what it was made from in the same step, back to the first, and refuses none of it", () => {
    const { store } = registry();
    const first = file();
    const second = file({ edits: [setRules("Ask twice.")], origin: first.id });
    const third = file({ edits: [setRules("Ask thrice.")], origin: second.id });
    refuse(first.id, { kind: "defer" });
    const other = file({ edits: [setRules("Ask never.")], origin: third.id });
    approve(third.id);
    const statuses = [first, second, third, other].map(({ id }) => statusOf(id));
    expect(statuses).toEqual(["superseded", "superseded", "approved", "waiting"]);
    expect(store.proposals.decision(second.id)).toBeNull();
  });

  it("[P7] an approval that is refused leaves what the variant was made from open", () => {
    const first = file();
    const variant = file({ edits: [setRules("Ask twice.")], origin: first.id, verdict: "undecided" });
    expect(codeOf(() => approve(variant.id))).toBe("decision-refused");
    expect(statusOf(first.id)).toBe("waiting");
  });

  it("[V8] can be undone: the state is as before, the decision stays on record", () => {
    const { id } = file();
    approve(id);
    expect(undo(registry().store, MAIN_BRANCH, { author: ADA, at: AT }).state).toBe(registry().first.state);
    expect([statusOf(id), registry().store.proposals.decision(id)?.kind]).toEqual(["approved", "approve"]);
  });
});

describe("[P2] refusing", () => {
  it.each([
    ["reject", "rejected"],
    ["send-back", "sent-back"],
    ["defer", "deferred"],
  ] as const)("%s makes it %s, with the reason on record, and moves no head", (kind, status) => {
    const { id } = file();
    refuse(id, { kind, reason: "Too broad.", chips: ["over-general"] });
    expect(statusOf(id)).toBe(status);
    expect(registry().store.proposals.decision(id)).toMatchObject({
      kind,
      reason: "Too broad.",
      chips: ["over-general"],
    });
    expect(registry().store.headBranch.commit()).toBe(registry().first.id);
  });

  it.each(["optimizer", "agent", "client"] as const)(
    "is not for an %s, nor is bringing back what was deferred",
    (kind) => {
      const { id } = file();
      expect(codeOf(() => refuse(id, { by: someone(kind) }))).toBe("decision-refused");
      refuse(id, { kind: "defer" });
      expect(codeOf(() => reopenProposal(registry().store, id, { by: someone(kind), at: AT }))).toBe(
        "decision-refused",
      );
      expect(statusOf(id)).toBe("deferred");
    },
  );

  it("[P1] what was deferred comes back as it was, and only that", () => {
    const { id } = file();
    expect(codeOf(() => reopenProposal(registry().store, id, { by: ADA, at: AT }))).toBe("proposal-state");
    refuse(id, { kind: "defer" });
    expect(codeOf(() => approve(id))).toBe("proposal-state");
    reopenProposal(registry().store, id, { by: ADA, at: AT });
    expect(codeOf(() => approve(id))).toBe("done");
  });

  it("[P1] a draft may be rejected unassessed, and is neither sent back nor put off", () => {
    const { id } = file({ verdict: null });
    expect(codeOf(() => refuse(id, { kind: "send-back" }))).toBe("proposal-state");
    expect(codeOf(() => refuse(id, { kind: "defer" }))).toBe("proposal-state");
    refuse(id);
    expect([statusOf(id), registry().store.proposals.decision(id)?.reason]).toEqual(["rejected", "No."]);
  });

  it("[P1] a draft does not get to the desk without an assessment", () => {
    const proposal = file({ verdict: null });
    expect(codeOf(() => moveProposal(registry().store, proposal, { to: "waiting", at: AT }))).toBe(
      "proposal-state",
    );
    expect(codeOf(() => reopenProposal(registry().store, proposal.id, { by: ADA, at: AT }))).toBe(
      "proposal-state",
    );
  });
});

describe("[P5] evidence is about the system it was taken from", () => {
  const archiveUnused: readonly Edit[] = [
    { type: "register", resource: "tool/spare", content: builtinContent() },
  ];
  const rows: ReadonlyArray<readonly [what: string, meanwhile: readonly Edit[], drifted: readonly string[]]> =
    [
      ["nothing", [], []],
      ["the variable itself", [setRules("Be brief.")], ["prompt/clerk"]],
      ["another resource of the same agent", [setCode("2")], ["tool/adder"]],
      ["a resource that the agent does not use", archiveUnused, []],
      [
        "a retirement",
        [
          set("agent/clerk", "/tools", ["done"]),
          { type: "step", resource: "tool/adder", step: "unregister" },
        ],
        ["agent/clerk", "tool/adder"],
      ],
    ];
  it.each(rows)("changed meanwhile: %s", (_what, meanwhile, drifted) => {
    const proposal = file();
    if (meanwhile.length > 0) registry().commit("Meanwhile", ...meanwhile);
    expect([...driftedResources(registry().store, proposal)].toSorted()).toEqual(drifted);
    expect(codeOf(() => approve(proposal.id))).toBe(drifted.length === 0 ? "done" : "decision-refused");
  });

  it("a resource retired under the same version is no longer what was assessed", () => {
    const proposal = file({ edits: [setCode("2")] });
    registry().commit("Fail", set("agent/clerk", "/tools", ["done"]), {
      type: "step",
      resource: "tool/adder",
      step: "fail",
    });
    expect(driftedResources(registry().store, proposal)).toContain("tool/adder");
  });

  it("[R7] what the candidate newly relies on must be there when it is approved", () => {
    registry().commit("Spare", { type: "register", resource: "tool/spare", content: builtinContent() });
    const proposal = file({ edits: [set("agent/clerk", "/tools", ["adder", "done", "spare"])] });
    registry().commit("Retire", { type: "step", resource: "tool/spare", step: "unregister" });
    // The baseline did not use it, so the evidence has not drifted.
    expect(driftedResources(registry().store, proposal)).toEqual([]);
    expect(codeOf(() => approve(proposal.id))).toBe("interface-broken");
    expect(registry().view().get("agent/clerk").resource.content).toMatchObject({ tools: ["adder", "done"] });
  });

  it("on a head that moved elsewhere the candidate is its own versions over that head's", () => {
    const proposal = file();
    const moved = registry().commit("Elsewhere", {
      type: "register",
      resource: "tool/spare",
      content: builtinContent(),
    });
    const view = candidateOn(registry().store, proposal, moved.id);
    const [change] = proposal.changes;
    expect([view.get("prompt/clerk").version, view.list().includes("tool/spare")]).toEqual([
      change?.to,
      true,
    ]);
  });
});

describe("[P5, P11] carried over to a head that changed the same resource", () => {
  const DESCRIPTION = set("prompt/clerk", "/description", "Writes orders down.");
  const obstacleOf = (proposal: Proposal) =>
    findObstacle(proposal, { store: registry().store, at: AT, countTokens: countWords });
  const carry = (proposal: Proposal) =>
    carryOver(proposal, { store: registry().store, at: AT, countTokens: countWords });

  it("is a draft of the same change there, supersedes the first, and takes nothing back", () => {
    const { store } = registry();
    const proposal = file();
    expect(isOvertaken(store, proposal)).toBe(false);
    registry().commit("Describe", DESCRIPTION);
    expect([isOvertaken(store, proposal), obstacleOf(proposal)]).toEqual([true, null]);
    const carried = carry(proposal);
    const { author, summary, session } = proposal;
    expect(carried).toMatchObject({ status: "draft", origin: proposal.id, author, summary, session });
    expect(carried.base).toBe(store.headBranch.commit());
    expect([statusOf(proposal.id), isOvertaken(store, carried)]).toEqual(["superseded", false]);
    const { resource } = candidateOn(store, carried, carried.base).get("prompt/clerk");
    expect(resource.content).toMatchObject({ description: "Writes orders down." });
    expect(getAt(resource.content as Json, RULES)).toContain("Ask once.");
  });

  it.each([
    ["another text in the same place", setRules("Be brief."), /prompt\/clerk was changed in .*rules.* since/],
    ["the same text already", setRules("Ask once."), /there already/],
  ])("is refused where the head has %s, and stays as it is", (_what, meanwhile, message) => {
    const proposal = file();
    registry().commit("Meanwhile", meanwhile);
    expect(codeOf(() => carry(proposal))).toBe("proposal-state");
    expect(() => carry(proposal)).toThrow(message);
    // [P11] It is known before anybody asks, so that nobody is offered what would be refused.
    expect(obstacleOf(proposal)).toMatch(message);
    expect(statusOf(proposal.id)).toBe("waiting");
  });

  it("the mask of the head binds it as it bound its author", () => {
    const proposal = file();
    registry().commit("Close", set("prompt/clerk", "/description", "Ours."), {
      type: "update",
      resource: "prompt/clerk",
      content: promptContent({ mask: [] }),
    });
    expect(codeOf(() => carry(proposal))).toBe("mask-violation");
    expect(obstacleOf(proposal)).toMatch(/mask|learnable/);
  });
});

describe("[P8] what a proposal changes", () => {
  it("is the same for the same edit, whoever proposes it and when, and another for another", () => {
    const { store, view } = registry();
    const hashOf = (edit: Edit, author: AuthorKind): string =>
      changeHash(changesOf(store, store.headBranch.commit(), registry().apply(author, edit)));
    expect(hashOf(setRules("Ask once."), "optimizer")).toBe(hashOf(setRules("Ask once."), "person"));
    expect(hashOf(setRules("Ask once."), "optimizer")).not.toBe(hashOf(setRules("Ask twice."), "optimizer"));
    expect(changesOf(store, store.headBranch.commit(), view())).toEqual([]);
  });

  it("are the versions before and after, of what there is already", () => {
    const { changes } = file({ edits: [setRules("Ask once."), setCode("2")] });
    const before = (["prompt/clerk", "tool/adder"] as const).map((key) => [
      key,
      registry().view().get(key).version,
    ]);
    expect(changes.map(({ resource, from }) => [resource, from])).toEqual(before);
    expect(changes.map(({ to }) => registry().store.versions.get(to).content.content)).toEqual([
      promptWith("House rules: Ask once. Never invent."),
      toolContent({ code: "2" }),
    ]);
  });
});
