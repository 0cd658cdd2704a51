import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Commit } from "#core/domain/commit.ts";
import { createBranch } from "#core/resources/branches.ts";
import { previewRollback, rollback, type RollbackTarget } from "#core/resources/rollback.ts";
import { undo } from "#core/resources/undo.ts";
import { verifyStore } from "#core/store/verify.ts";
import { builtinContent, memoryContent, promptWith } from "#test/support/contents.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { ADA, set, setCode, setRules } from "#test/support/house-edits.ts";
import { codeOf, openRegistry } from "#test/support/registry.ts";

const registry = eachRegistry();
const by = { author: ADA, at: 1_800_000_000_000 };
const restoreTo = (commit: string, resource?: RollbackTarget["resource"]): Commit =>
  rollback(
    registry().store,
    { branch: MAIN_BRANCH, commit, ...(resource === undefined ? {} : { resource }) },
    by,
  );
const stateOf = (commit: string): string => registry().store.commits.get(commit).state;

describe("[V2] history only grows", () => {
  it("every commit and version there was is as it was, after edits, a rollback, an undo and work from there", () => {
    const { store } = registry();
    const seen = new Map<string, unknown>();
    const look = (): void => {
      for (const id of store.commits.ids()) seen.set(id, store.commits.get(id));
      for (const id of store.versions.ids()) seen.set(id, store.versions.get(id));
    };
    const steps = [
      () => registry().commit("One", setRules("One."), setCode("1")),
      () => restoreTo(registry().first.id),
      () => registry().commit("Elsewhere", setRules("Elsewhere.")),
      () => undo(store, MAIN_BRANCH, by),
      () => registry().commit("Again", setCode("1")),
    ];
    for (const step of steps) {
      look();
      step();
      for (const [id, was] of seen) expect(store.commits.find(id) ?? store.versions.get(id)).toEqual(was);
    }
    expect(store.commits.history(store.headBranch.commit(), 10)).toHaveLength(steps.length + 1);
  });

  it("no statement of the store changes or deletes what history is made of", () => {
    const sources = globSync("core/store/**/*.ts").map((file) => readFileSync(file, "utf8"));
    const forbidden =
      /\b(UPDATE|DELETE FROM|REPLACE INTO|OR REPLACE INTO)\s+(blob|version|commits|commit_parent|change|audit|operation)\b/gi;
    // Where a commit stands follows from its parents; a file of before is given it once.
    const derived = /UPDATE (commits|change) SET line = \?, generation = \?(, merges = \?)? WHERE/g;
    expect(
      sources.flatMap((source) =>
        [...source.replaceAll(derived, "").matchAll(forbidden)].map(([statement]) => statement),
      ),
    ).toEqual([]);
    expect(sources.length).toBeGreaterThan(20);
  });
});

describe("[V7] a rollback", () => {
  it("is a commit that brings the whole state back and takes nothing away", () => {
    const one = registry().commit("One", setRules("One."), setCode("1"));
    const two = registry().commit("Two", setRules("Two."));
    const back = restoreTo(one.id);
    expect([back.state, back.parents, registry().store.headBranch.commit()]).toEqual([
      one.state,
      [two.id],
      back.id,
    ]);
    expect(
      registry()
        .store.commits.history(back.id, 10)
        .map(({ id }) => id),
    ).toEqual([back.id, two.id, one.id, registry().first.id]);
  });

  it("of one resource leaves the others as they are", () => {
    registry().commit("Both", setRules("Both."), setCode("2"));
    const back = restoreTo(registry().first.id, "tool/adder");
    expect(back.changes.map(({ resource }) => resource)).toEqual(["tool/adder"]);
    expect(registry().view().get("prompt/clerk").resource.content).toMatchObject(
      promptWith("House rules: Both. Never invent."),
    );
  });

  it("archives what did not exist then, and its undoing brings that back as it was", () => {
    const added = registry().commit(
      "Add",
      { type: "register", resource: "tool/new", content: builtinContent() },
      { type: "step", resource: "tool/new", step: "build" },
      set("agent/clerk", "/tools", ["adder", "done", "new"]),
    );
    const back = restoreTo(registry().first.id);
    expect(registry().view().get("tool/new").lifecycle).toBe("archived");
    expect(back.changes.find(({ resource }) => resource === "tool/new")).toMatchObject({
      lifecycle: "archived",
      label: "1.0.0",
    });
    undo(registry().store, MAIN_BRANCH, by);
    expect(stateOf(registry().store.headBranch.commit())).toBe(added.state);
  });

  it("that would leave something broken is refused, and its preview says what", () => {
    const added = registry().commit(
      "Add and use",
      { type: "register", resource: "tool/new", content: builtinContent() },
      { type: "step", resource: "tool/new", step: "build" },
      set("agent/clerk", "/tools", ["adder", "done", "new"]),
    );
    const target = { branch: MAIN_BRANCH, commit: registry().first.id, resource: "tool/new" } as const;
    expect(previewRollback(registry().store, target)).toMatchObject({
      dependents: ["agent/clerk"],
      conflicts: ["agent/clerk: tool/new is archived"],
    });
    expect(codeOf(() => rollback(registry().store, target, by))).toBe("interface-broken");
    expect(registry().store.headBranch.commit()).toBe(added.id);
  });

  it("is previewed with what it would touch, from where to where, and which commits it would put out of force", () => {
    const one = registry().commit("One", setRules("One."));
    const two = registry().commit("Two", setCode("2"));
    const three = registry().commit("Three", setRules("Three."));
    const preview = previewRollback(registry().store, {
      branch: MAIN_BRANCH,
      commit: registry().first.id,
      resource: "prompt/clerk",
    });
    const [from, to] = [three.changes[0]!.to, one.changes[0]!.from];
    expect({ ...preview, undoneCommits: preview.undoneCommits.map(({ id }) => id) }).toEqual({
      resources: [{ resource: "prompt/clerk", from, to, fromLabel: "1.0.2", toLabel: "1.0.0" }],
      dependents: ["agent/clerk"],
      undoneCommits: [three.id, one.id],
      conflicts: [],
    });
    expect(
      previewRollback(registry().store, { branch: MAIN_BRANCH, commit: two.id }).undoneCommits.map(
        ({ id }) => id,
      ),
    ).toEqual([three.id]);
  });

  it("to where everything is already, or of what never was, is refused", () => {
    expect(codeOf(() => restoreTo(registry().first.id))).toBe("nothing-to-commit");
    expect(codeOf(() => restoreTo(registry().first.id, "tool/ghost"))).toBe("resource-missing");
    expect(codeOf(() => restoreTo("f".repeat(64)))).toBe("not-found");
  });

  it("to a commit of a line that was left brings that line's resources back", () => {
    const added = registry().commit("Add", {
      type: "register",
      resource: "memory/new",
      content: memoryContent(),
    });
    restoreTo(registry().first.id);
    registry().commit("Elsewhere", setRules("Elsewhere."));
    expect(restoreTo(added.id).state).toBe(added.state);
  });
});

describe("[V8] undo", () => {
  it("steps back over one operation after the other, and at the beginning says so", () => {
    const states = [
      registry().first,
      registry().commit("One", setRules("One.")),
      registry().commit("Two", setCode("2")),
    ].map(({ state }) => state);
    expect([
      undo(registry().store, MAIN_BRANCH, by).state,
      undo(registry().store, MAIN_BRANCH, by).state,
    ]).toEqual([states[1], states[0]]);
    expect(codeOf(() => undo(registry().store, MAIN_BRANCH, by))).toBe("nothing-to-undo");
  });

  // A full log of other branches is none of this one's beginning.
  it("says why nothing is left: of a branch, where there are several", () => {
    const { store, first } = registry();
    const whyNot = (branch: string): string => {
      try {
        return undo(store, branch, by).message;
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(whyNot(MAIN_BRANCH)).toBe("There is nothing to undo: nothing has been done yet.");
    registry().commit("One", setRules("One."));
    expect([whyNot(MAIN_BRANCH), whyNot(MAIN_BRANCH)]).toEqual([
      "Undo: One",
      "There is nothing to undo: all that was done is undone.",
    ]);
    createBranch(store, { name: "try", commit: first.id }, by);
    expect([whyNot("try"), whyNot(MAIN_BRANCH)]).toEqual([
      "There is nothing to undo: nothing has been done on branch try yet.",
      "There is nothing to undo: all that was done on branch main is undone.",
    ]);
  });

  it("takes back a rollback like anything else", () => {
    const one = registry().commit("One", setRules("One."));
    restoreTo(registry().first.id);
    expect(undo(registry().store, MAIN_BRANCH, by).state).toBe(one.state);
    expect(undo(registry().store, MAIN_BRANCH, by).state).toBe(registry().first.state);
  });

  it("after new work first takes back that, then what lay before the earlier undo", () => {
    const one = registry().commit("One", setRules("One."));
    registry().commit("Two", setCode("2"));
    undo(registry().store, MAIN_BRANCH, by);
    registry().commit("Three", setCode("3"));
    expect([
      undo(registry().store, MAIN_BRANCH, by).state,
      undo(registry().store, MAIN_BRANCH, by).state,
    ]).toEqual([one.state, registry().first.state]);
    expect(codeOf(() => undo(registry().store, MAIN_BRANCH, by))).toBe("nothing-to-undo");
  });

  it("takes back all resources of an operation at once, and is an operation of its own", () => {
    registry().commit("Everything", setRules("One."), setCode("2"), {
      type: "step",
      resource: "memory/notes",
      step: "deprecate",
    });
    const undone = undo(registry().store, MAIN_BRANCH, by);
    expect(undone.changes.map(({ resource }) => resource)).toEqual([
      "memory/notes",
      "prompt/clerk",
      "tool/adder",
    ]);
    const [undoing, edit] = registry().store.operations.newest(2);
    expect([undoing?.kind, undoing?.label, undoing?.undoes, undoing?.after]).toEqual([
      "undo",
      "Undo: Everything",
      edit?.seq,
      undone.id,
    ]);
  });

  it("of any walk of edits, rollbacks and undos ends where the walk of what was not undone ends", () => {
    const step = fc.constantFrom("edit", "rollback", "undo");
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), (walk) => {
        const own = openRegistry();
        try {
          // The model: a stack of states; undo pops.
          const states = [own.first.state];
          walk.forEach((kind, at) => {
            if (kind === "edit") states.push(own.commit(`edit ${at}`, setCode(`${at}`)).state);
            else if (kind === "undo" && states.length > 1) {
              states.pop();
              expect(undo(own.store, MAIN_BRANCH, by).state).toBe(states.at(-1));
            } else if (kind === "rollback" && states.at(-1) !== own.first.state) {
              states.push(rollback(own.store, { branch: MAIN_BRANCH, commit: own.first.id }, by).state);
            }
            expect(own.store.commits.get(own.store.headBranch.commit()).state).toBe(states.at(-1));
          });
          expect(verifyStore(own.store).ok).toBe(true);
        } finally {
          own.close();
        }
      }),
      { numRuns: 10 },
    );
  });
});
