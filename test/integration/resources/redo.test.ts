import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { commitView } from "#core/resources/commit.ts";
import { createBranch } from "#core/resources/branches.ts";
import { applyEdits } from "#core/resources/edits.ts";
import { redo } from "#core/resources/redo.ts";
import { rollback } from "#core/resources/rollback.ts";
import { undo } from "#core/resources/undo.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { verifyStore } from "#core/store/verify.ts";
import { builtinContent } from "#test/support/contents.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { ADA, countWords, setCode, setRules } from "#test/support/house-edits.ts";
import { codeOf, openRegistry } from "#test/support/registry.ts";

const registry = eachRegistry();
const by = { author: ADA, at: 1_800_000_000_000 };
const stateOf = (commit: string): string => registry().store.commits.get(commit).state;
const undoOne = () => undo(registry().store, MAIN_BRANCH, by);
const redoOne = () => redo(registry().store, MAIN_BRANCH, by);

function whyNot(): string {
  try {
    return redoOne().message;
  } catch (error) {
    return (error as Error).message;
  }
}

describe("[V26] redo", () => {
  it("steps forward over what was undone, in reverse order, and at the end says so", () => {
    const states = [
      registry().commit("One", setRules("One.")),
      registry().commit("Two", setCode("2")),
      registry().commit("Three", setRules("Three.")),
    ].map(({ state }) => state);
    for (let step = 0; step < 3; step += 1) undoOne();
    expect([redoOne().state, redoOne().state, redoOne().state]).toEqual(states);
    expect(whyNot()).toBe("There is nothing to redo: all that was undone is done again.");
    expect(codeOf(redoOne)).toBe("nothing-to-redo");
  });

  it("has nothing left once something new was done, and says why", () => {
    expect(whyNot()).toBe("There is nothing to redo: nothing has been undone.");
    registry().commit("One", setRules("One."));
    undoOne();
    registry().commit("Elsewhere", setRules("Elsewhere."));
    expect(whyNot()).toBe("There is nothing to redo: something new was done since the last undo.");
    // What lies behind the cursor is cut off, also after the new one is undone itself and redone.
    undoOne();
    expect(whyNot()).toBe("Redo: Elsewhere");
    expect(whyNot()).toBe("There is nothing to redo: all that was undone is done again.");
  });

  it("is undone like what it did, and redone again", () => {
    registry().commit("One", setRules("One."));
    const two = registry().commit("Two", setCode("2"));
    undoOne();
    const again = redoOne();
    expect([again.state, stateOf(undoOne().id), stateOf(redoOne().id)]).toEqual([
      two.state,
      stateOf(registry().store.commits.get(two.id).parents[0] ?? ""),
      two.state,
    ]);
    expect(codeOf(redoOne)).toBe("nothing-to-redo");
  });

  it("brings back all resources at once, those that were new as well, and is an operation of its own", () => {
    const added = registry().commit(
      "Add",
      { type: "register", resource: "tool/new", content: builtinContent() },
      { type: "step", resource: "tool/new", step: "build" },
      setRules("One."),
    );
    const undone = undoOne();
    expect(registry().view().get("tool/new").lifecycle).toBe("archived");
    const redone = redoOne();
    expect(redone.state).toBe(added.state);
    const [newest, undoing, edit] = registry().store.operations.newestStanding(3);
    expect([newest?.operation.kind, newest?.operation.label, newest?.operation.undoes]).toEqual([
      "redo",
      "Redo: Add",
      undoing?.operation.seq,
    ]);
    expect([newest, undoing, edit].map((each) => [each?.isUndone, each?.undoable, each?.redoable])).toEqual([
      [false, null, null],
      [true, null, null],
      [false, redone.id, null],
    ]);
    expect([added.id, undone.id, redone.id].map(registry().store.operations.isUndone)).toEqual([
      false,
      true,
      false,
    ]);
    undoOne();
    expect([added.id, undone.id, redone.id].map(registry().store.operations.isUndone)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("of another undo than was meant is refused, and so is an undo of another redo", () => {
    registry().commit("One", setRules("One."));
    registry().commit("Two", setCode("2"));
    const [first, second] = [undoOne(), undoOne()];
    const { store } = registry();
    expect(codeOf(() => redo(store, MAIN_BRANCH, { ...by, meant: { commit: first.id } }))).toBe("head-moved");
    const one = redo(store, MAIN_BRANCH, { ...by, meant: { commit: second.id } });
    const two = redo(store, MAIN_BRANCH, { ...by, meant: { commit: first.id } });
    expect(codeOf(() => undo(store, MAIN_BRANCH, { ...by, meant: { commit: one.id } }))).toBe("head-moved");
    expect(undo(store, MAIN_BRANCH, { ...by, meant: { commit: two.id } }).message).toBe("Undo: Two");
  });

  it("by whoever is no person moves nothing", () => {
    registry().commit("One", setRules("One."));
    const { id } = undoOne();
    for (const kind of ["optimizer", "agent", "client"] as const) {
      const other = { ...by, author: { kind, name: kind } };
      expect(codeOf(() => redo(registry().store, MAIN_BRANCH, other))).toBe("decision-refused");
    }
    expect(registry().store.headBranch.commit()).toBe(id);
  });
});

/** What a branch should be: the states that were made, and which of them it stands at. */
type Model = { readonly states: string[]; at: number };

const STEPS = ["edit", "rollback", "undo", "undo", "redo", "redo"] as const;
const BRANCHES = [MAIN_BRANCH, "try"] as const;
const walkOfTwo = fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.constantFrom(...BRANCHES)), {
  minLength: 1,
  maxLength: 24,
});

describe("[V26] undo and redo are a list with a cursor, on each branch its own", () => {
  it("whatever walk of edits, rollbacks, undos and redos on two branches", () => {
    const details = fc.check(
      fc.property(walkOfTwo, (walk) => {
        const own = openRegistry();
        const { store, first } = own;
        const models: Record<string, Model> = Object.fromEntries(
          BRANCHES.map((name) => [name, { states: [first.state], at: 0 }]),
        );
        try {
          createBranch(store, { name: "try", commit: first.id }, by);
          walk.forEach(([kind, branch], step) => {
            const model = models[branch]!;
            const made = (): string =>
              kind === "edit"
                ? commitOn(own, branch, `edit ${step}`)
                : rollback(store, { branch, commit: first.id }, by).state;
            if (kind === "undo" || kind === "redo") {
              const to = model.at + (kind === "undo" ? -1 : 1);
              const take = (): string => (kind === "undo" ? undo : redo)(store, branch, by).state;
              const next =
                kind === "undo" ? store.operations.undoable(branch) : store.operations.redoable(branch);
              if (model.states[to] === undefined) {
                expect(next).toBeNull();
                expect(codeOf(take)).toBe(`nothing-to-${kind}`);
              } else {
                expect(next).not.toBeNull();
                expect(take()).toBe(model.states[to]);
                model.at = to;
              }
            } else if (kind === "edit" || model.states[model.at] !== first.state) {
              model.states.splice(model.at + 1, Infinity, made());
              model.at += 1;
            }
            for (const name of BRANCHES) {
              const { states, at } = models[name]!;
              expect(store.commits.get(store.refs.headOf(name)).state).toBe(states[at]);
            }
          });
          expect(verifyStore(store).ok).toBe(true);
        } finally {
          own.close();
        }
      }),
      { numRuns: 25 },
    );
    // The seed with which the walks can be gone once more.
    process.stdout.write(`walks of undo and redo: ${details.numRuns}, seed ${details.seed}\n`);
    expect(fc.defaultReportMessage(details)).toBeUndefined();
  });
});

function commitOn(own: ReturnType<typeof openRegistry>, branch: string, message: string): string {
  const { store } = own;
  const base = store.refs.headOf(branch);
  const context = { store, countTokens: countWords, author: "person" as const, at: by.at };
  const after = applyEdits(viewAtCommit(store, base), [setCode(`${message} of ${branch}`)], context);
  return commitView(store, after, {
    branch,
    base,
    ...by,
    message,
    operation: { kind: "edit", label: message },
  }).state;
}
