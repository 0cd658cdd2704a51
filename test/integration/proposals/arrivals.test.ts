import { describe, expect, it } from "vitest";
import { hashJson } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { carryOver, findObstacle, isOvertaken } from "#core/proposals/carry-over.ts";
import { candidateOn, changeHash, changesOf, createProposal } from "#core/proposals/create-proposal.ts";
import { approveProposal, getProposal } from "#core/proposals/decide.ts";
import { findNearDuplicate } from "#core/proposals/near-duplicate.ts";
import { driftedResources } from "#core/proposals/staleness.ts";
import type { Edit } from "#core/resources/edits.ts";
import { undo } from "#core/resources/undo.ts";
import { verifyStore } from "#core/store/verify.ts";
import { builtinContent, memoryContent, promptContent } from "#test/support/contents.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { ADA, countWords, set, setRules } from "#test/support/house-edits.ts";
import { fileProposal } from "#test/support/proposals.ts";
import { codeOf } from "#test/support/registry.ts";

const registry = eachRegistry();
const AT = 2_000_000_000_000;
const REGISTER: Edit = { type: "register", resource: "tool/spare", content: builtinContent() };
const BUILD: Edit = { type: "step", resource: "tool/spare", step: "build" };
const ATTACH: Edit = { type: "attach", resource: "agent/clerk", part: "tool/spare" };
const RETIRE: Edit = { type: "step", resource: "tool/adder", step: "unregister" };
const DETACH: Edit = { type: "detach", resource: "agent/clerk", part: "tool/adder" };
const ARRIVAL = [REGISTER, BUILD, ATTACH];
const RETIREMENT = [RETIRE, DETACH];

const file = (...edits: readonly Edit[]) =>
  fileProposal(registry(), { author: ADA, edits, verdict: "accept" });
const approve = (id: string) => approveProposal(registry().store, id, { by: ADA, rule: "person", at: AT });
const around = () => ({ store: registry().store, at: AT, countTokens: countWords });
const obstacleOf = (proposal: Proposal) => findObstacle(proposal, around());
const lifecycleOf = (key: "tool/adder" | "tool/spare") => registry().view().find(key)?.lifecycle ?? null;

describe("[P16] a person's proposal may bring in, retire and reactivate", () => {
  it("says of each change where it comes from, and of what moves where it would stand", () => {
    const before = registry().view().get("agent/clerk").version;
    const { changes } = file(...ARRIVAL);
    expect(changes.map(({ resource, from, lifecycle }) => [resource, from, lifecycle])).toEqual([
      ["agent/clerk", before, undefined],
      ["tool/spare", null, "active"],
    ]);
  });

  it("nothing of it is in force before it is approved; then all of it is, as one commit that an undo takes back", () => {
    const { store } = registry();
    const { id } = file(...ARRIVAL);
    expect(lifecycleOf("tool/spare")).toBeNull();
    const commit = approve(id);
    expect(commit.changes.map(({ resource, lifecycle }) => [resource, lifecycle])).toEqual([
      ["agent/clerk", "active"],
      ["tool/spare", "active"],
    ]);
    expect(registry().view().get("agent/clerk").resource.content).toMatchObject({
      tools: ["adder", "done", "spare"],
    });
    undo(store, MAIN_BRANCH, { author: ADA, at: AT });
    expect(lifecycleOf("tool/spare")).toBe("archived");
    expect(verifyStore(store).ok).toBe(true);
  });

  it("a retirement is a change like any other: here and gone with its approval, and brought back by another", () => {
    const { id, changes } = file(...RETIREMENT);
    expect(changes.map(({ resource, lifecycle }) => [resource, lifecycle])).toEqual([
      ["agent/clerk", undefined],
      ["tool/adder", "archived"],
    ]);
    approve(id);
    expect(lifecycleOf("tool/adder")).toBe("archived");
    const back = file({ type: "step", resource: "tool/adder", step: "reactivate" });
    approve(back.id);
    expect(lifecycleOf("tool/adder")).toBe("active");
    expect(verifyStore(registry().store).ok).toBe(true);
  });

  it.each<AuthorKind>(["optimizer", "agent", "client"])(
    "an %s brings in, retires and reactivates nothing, whatever view it files",
    (kind) => {
      const { store } = registry();
      const base = store.headBranch.commit();
      for (const edits of [ARRIVAL, RETIREMENT]) {
        const candidate = registry().apply("person", ...edits);
        const request = {
          ...{ session: null, iteration: 1, branch: MAIN_BRANCH, base, candidate },
          ...{ summary: "Mine", hypotheses: [], origin: null, at: AT },
        };
        const filing = () =>
          store.durable(() => createProposal(store, { ...request, author: { kind, name: "x" } }));
        expect(codeOf(filing)).toBe("mask-violation");
      }
      expect(store.proposals.list()).toEqual([]);
    },
  );

  it("two that bring in nearly the same are told of each other, and two that retire the same as well", () => {
    const { store } = registry();
    file(...ARRIVAL);
    const again = file(...ARRIVAL);
    expect(findNearDuplicate(store, again, 0.8)).toMatchObject({ similarity: 1 });
    file({ type: "step", resource: "tool/adder", step: "deprecate" });
    const retired = file({ type: "step", resource: "tool/adder", step: "deprecate" });
    expect(findNearDuplicate(store, retired, 0.8)).toMatchObject({ similarity: 1 });
  });
});

describe("[P8] the hash of a change", () => {
  const hashOf = (...edits: readonly Edit[]) => {
    const { store } = registry();
    const changes = changesOf(store, store.headBranch.commit(), registry().apply("person", ...edits));
    return { changes, hash: changeHash(changes) };
  };

  it("of what there is already is that of its versions alone, as it was before anything could be brought in", () => {
    const { changes, hash } = hashOf(setRules("Ask once."));
    expect(hash).toBe(hashJson(changes.map(({ resource, from, to }) => ({ resource, from, to }))));
    expect(changes.every((change) => !("lifecycle" in change))).toBe(true);
  });

  it("tells a step from none, and one step from another", () => {
    const step = (name: "deprecate" | "unregister"): Edit => ({
      type: "step",
      resource: "tool/adder",
      step: name,
    });
    const hashes = [hashOf(step("deprecate"), DETACH), hashOf(step("unregister"), DETACH), hashOf(DETACH)];
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(3);
  });
});

describe("[P17] on a head that has moved on", () => {
  const taken: Edit = {
    type: "register",
    resource: "tool/spare",
    content: builtinContent({ description: "Another." }),
  };

  it("what comes in is carried along with the rest, over what changed elsewhere", () => {
    const { store } = registry();
    const proposal = file(...ARRIVAL, set("prompt/clerk", "/description", "Takes orders."));
    registry().commit("Rules", setRules("Be brief."));
    expect([isOvertaken(store, proposal), obstacleOf(proposal)]).toEqual([true, null]);
    const carried = carryOver(proposal, around());
    expect(carried.changes.map(({ resource, from }) => [resource, from === null])).toEqual([
      ["agent/clerk", false],
      ["prompt/clerk", false],
      ["tool/spare", true],
    ]);
    const view = candidateOn(store, carried, carried.base);
    expect(view.get("prompt/clerk").resource.content).toMatchObject({ description: "Takes orders." });
    expect(JSON.stringify(view.get("prompt/clerk").resource.content)).toContain("Be brief.");
    expect(view.get("tool/spare").lifecycle).toBe("active");
    expect(getProposal(store, proposal.id).status).toBe("superseded");
  });

  it("what has its name by then is not overwritten: that is told before, and approves nothing", () => {
    const { store } = registry();
    const proposal = file(...ARRIVAL);
    registry().commit("Taken", taken);
    expect(obstacleOf(proposal)).toMatch(/another tool\/spare by now/);
    expect(driftedResources(store, proposal)).toEqual(["tool/spare"]);
    expect(codeOf(() => carryOver(proposal, around()))).toBe("proposal-state");
    expect(codeOf(() => approve(proposal.id))).toBe("decision-refused");
    expect(registry().view().get("tool/spare").resource.content).toMatchObject({ description: "Another." });
  });

  it("what somebody brought in the same is no obstacle: the rest is carried", () => {
    const proposal = file(...ARRIVAL);
    registry().commit("The same", REGISTER, BUILD);
    const carried = carryOver(proposal, around());
    expect(carried.changes.map(({ resource }) => resource)).toEqual(["agent/clerk"]);
  });

  it("what was retired meanwhile is not changed by it, and a retirement of what moved is not made", () => {
    const other = file(set("tool/adder", "/description", "Sums."));
    const step = file({ type: "step", resource: "tool/adder", step: "deprecate" });
    registry().commit("Retire", ...RETIREMENT);
    expect(obstacleOf(other)).toMatch(/archived/);
    expect(obstacleOf(step)).toMatch(/tool\/adder is archived by now, and was active/);
    for (const { id } of [other, step]) expect(codeOf(() => approve(id))).toBe("decision-refused");
  });

  it("a change of more than variables is made on a head that left that resource alone, and else refused", () => {
    const { store } = registry();
    const mask: Edit = { type: "mask", resource: "memory/notes", pointer: "/records", learnable: false };
    const proposal = file(mask, set("prompt/clerk", "/description", "Takes orders."));
    registry().commit("Rules", setRules("Be brief."));
    const carried = carryOver(proposal, around());
    const { resource } = candidateOn(store, carried, carried.base).get("memory/notes");
    expect(resource.content.mask).toEqual([{ pointer: "/records", learnable: false }]);
    const again = file(mask);
    const content: Json = memoryContent({ description: "Ours." });
    registry().commit("Ours", { type: "update", resource: "memory/notes", content });
    expect(obstacleOf(again)).toMatch(/changes more of memory\/notes than variables/);
  });

  it("[R7] what comes in with what it needs is refused as a whole where that went", () => {
    const proposal = file(
      { type: "register", resource: "prompt/second", content: promptContent() },
      { type: "step", resource: "prompt/second", step: "build" },
      { type: "attach", resource: "agent/clerk", part: "prompt/second" },
    );
    registry().commit("Retire", ...RETIREMENT);
    expect(codeOf(() => approve(proposal.id))).toBe("decision-refused");
    expect(registry().view().find("prompt/second")).toBeNull();
  });
});
