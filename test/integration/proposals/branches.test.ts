import { describe, expect, it } from "vitest";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { carryOver, findObstacle, isOvertaken } from "#core/proposals/carry-over.ts";
import { approveProposal, getProposal } from "#core/proposals/decide.ts";
import { findAlike, findNearDuplicate } from "#core/proposals/near-duplicate.ts";
import { driftedResources } from "#core/proposals/staleness.ts";
import { createBranch } from "#core/resources/branches.ts";
import { undo } from "#core/resources/undo.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { ADA, countWords, setCode, setRules } from "#test/support/house-edits.ts";
import { fileProposal } from "#test/support/proposals.ts";
import { codeOf } from "#test/support/registry.ts";

const registry = eachRegistry();
const AT = 2_000_000_000_000;
const by = { author: ADA, at: AT };
const decider = { by: ADA, rule: "person", at: AT } as const;

/** The same change proposed on the first branch and on another one from the same commit. */
function fileOnBoth() {
  const { store, first } = registry();
  const edits = [setRules("Ask once.")];
  const onMain = fileProposal(registry(), { edits, verdict: "accept" });
  createBranch(store, { name: "try", commit: first.id }, by);
  store.headBranch.set("try");
  store.audit.append({ at: AT, type: "switch", body: { branch: "try", from: MAIN_BRANCH } });
  const onTry = fileProposal(registry(), { edits, verdict: "accept" });
  return { onMain, onTry };
}

describe("[S19] proposals stay with their branch", () => {
  it("each is committed on its own, whichever is shown, and the other's commit makes none of them stale", async () => {
    const { store, first } = registry();
    const { onMain, onTry } = fileOnBoth();
    const approve = async (id: string) => Promise.resolve(approveProposal(store, id, decider));
    const [main, other] = await Promise.all([approve(onMain.id), approve(onTry.id)]);
    expect([main.parents, other.parents]).toEqual([[first.id], [first.id]]);
    expect([store.refs.headOf(MAIN_BRANCH), store.refs.headOf("try")]).toEqual([main.id, other.id]);
    expect(
      store.events
        .after(0, null, 100)
        .flatMap((event) => (event.type === "committed" ? [event.body.branch] : [])),
    ).toEqual([MAIN_BRANCH, "try"]);
    // Undoing is of one branch, and the other stays as it is.
    undo(store, "try", by);
    expect([store.refs.headOf(MAIN_BRANCH), store.commits.get(store.refs.headOf("try")).state]).toEqual([
      main.id,
      first.state,
    ]);
  });

  it("one is stale, overtaken or carried over by what its own branch did alone", () => {
    const { store } = registry();
    const { onMain, onTry } = fileOnBoth();
    // On the branch that is shown.
    const moved = registry().commit("Elsewhere", setRules("Elsewhere."));
    const context = { store, at: AT, countTokens: countWords };
    expect([
      driftedResources(store, onMain),
      isOvertaken(store, onMain),
      findObstacle(onMain, context),
    ]).toEqual([[], false, null]);
    expect([driftedResources(store, onTry), isOvertaken(store, onTry)]).toEqual([["prompt/clerk"], true]);
    expect(codeOf(() => approveProposal(store, onTry.id, decider))).toBe("decision-refused");
    expect(approveProposal(store, onMain.id, decider).parents).not.toContain(moved.id);
    // What fits is carried over on its own branch.
    const code = fileProposal(registry(), { edits: [setCode("export default () => 1")], verdict: "accept" });
    registry().commit("Other code", setRules("Other."));
    const carried = store.durable(() => carryOver(getProposal(store, code.id), context));
    expect(carried).toMatchObject({ branch: "try", base: store.refs.headOf("try"), origin: code.id });
  });

  it("the same change on another branch is no repeat", () => {
    const { store } = registry();
    const { onMain, onTry } = fileOnBoth();
    expect(findNearDuplicate(store, onTry, 0.5)).toBeNull();
    expect(findAlike(store, [onMain, onTry]).size).toBe(0);
    const again = fileProposal(registry(), { edits: [setRules("Ask once.")], verdict: "accept" });
    expect(findNearDuplicate(store, again, 0.5)).toMatchObject({ proposal: onTry.id });
  });
});
