import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import type { Commit } from "#core/domain/commit.ts";
import { diffStates } from "#core/domain/state.ts";
import { commitView } from "#core/resources/commit.ts";
import type { Edit } from "#core/resources/edits.ts";
import { resolveCommit } from "#core/resources/resolve-commit.ts";
import { rollback, type RollbackTarget } from "#core/resources/rollback.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { toolContent } from "#test/support/contents.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { ADA, setCode, setRules } from "#test/support/house-edits.ts";
import { codeOf } from "#test/support/registry.ts";

const registry = eachRegistry();
const by = { author: ADA, at: 1_800_000_000_000 };
const restoreTo = (commit: string, resource?: RollbackTarget["resource"]): Commit =>
  rollback(
    registry().store,
    { branch: MAIN_BRANCH, commit, ...(resource === undefined ? {} : { resource }) },
    by,
  );
const resolve = (written: string): string =>
  resolveCommit(registry().store, written, registry().store.headBranch.commit());
const labels = (commit: Commit): Readonly<Record<string, string>> =>
  Object.fromEntries(commit.changes.map(({ resource, label }) => [resource, label]));

describe("a commit", () => {
  it("[V6] its id is the hash of everything else in it, so any other commit has another id", () => {
    const { id, ...body } = registry().commit("Be brief", setRules("Be brief."));
    expect(id).toBe(hashJson(body));
    const others: readonly Partial<Commit>[] = [
      { parents: [] },
      { state: body.state.replace(/^./, "x") },
      { changes: [] },
      { author: { kind: "person", name: "Bob" } },
      { author: { kind: "system", name: "Ada" } },
      { message: "Be  brief" },
      { at: body.at + 1 },
      { proposal: "1" },
      { evidence: ["1.1"] },
    ];
    const ids = others.map((other) => hashJson({ ...body, ...other }));
    expect(new Set([id, ...ids]).size).toBe(others.length + 1);
  });

  it("[V5] tells exactly how its state differs from its parent's, in key order", () => {
    const commit = registry().commit("Several", setRules("Be brief."), setCode("2"), {
      type: "step",
      resource: "memory/notes",
      step: "deprecate",
    });
    const [before, after] = [registry().first.id, commit.id].map(
      (id) => viewAtCommit(registry().store, id).state,
    );
    expect(
      commit.changes.map(({ resource, from, to, lifecycle }) => ({
        resource,
        from,
        to: { version: to, lifecycle },
      })),
    ).toEqual(
      diffStates(before!, after!).map(({ resource, from, to }) => ({ resource, from: from?.version, to })),
    );
    expect(commit.changes.map(({ resource }) => resource)).toEqual([
      "memory/notes",
      "prompt/clerk",
      "tool/adder",
    ]);
  });

  it("[V3] on a head that moved meanwhile is refused whole: no version in force, no entry in any log", () => {
    const view = registry().apply("person", setRules("Be late."));
    const moved = registry().commit("Be brief", setRules("Be brief."));
    const audited = [...registry().store.audit.entries()].length;
    const late = {
      branch: MAIN_BRANCH,
      base: registry().first.id,
      ...by,
      message: "Late",
      operation: { kind: "edit" as const, label: "Late" },
    };
    expect(codeOf(() => commitView(registry().store, view, late))).toBe("head-moved");
    expect(registry().store.headBranch.commit()).toBe(moved.id);
    expect([...registry().store.audit.entries()]).toHaveLength(audited);
    expect(registry().store.operations.newest(1)[0]?.after).toBe(moved.id);
  });

  it("[V3] that would change nothing is refused, and so is one whose edits cancel out", () => {
    expect(codeOf(() => registry().commit("Same", setRules("be exact.")))).toBe("nothing-to-commit");
    expect(
      codeOf(() =>
        registry().commit("There and back", setCode("2"), {
          type: "update",
          resource: "tool/adder",
          content: toolContent(),
        }),
      ),
    ).toBe("nothing-to-commit");
  });

  it("[V3] that fails after its first write leaves none of it, although an outer transaction goes on", () => {
    const { store } = registry();
    store.durable(() => {
      expect(() =>
        store.durable(() => {
          store.versions.put("tool/ghost", registry().view().get("tool/adder").resource, 1);
          throw new AppError("cancelled", "in the middle");
        }),
      ).toThrow("in the middle");
      store.audit.append({ at: 1, type: "policy", body: { kept: true } });
    });
    expect(store.versions.search("ghost", 10)).toEqual([]);
    expect([...store.audit.entries()].at(-1)?.body).toEqual({ kept: true });
  });
});

describe("[V4] labels", () => {
  const withLength = {
    type: "object",
    properties: { a: { type: "number" }, b: { type: "number" }, digits: { type: "number" } },
    required: ["a", "b"],
  };
  const update = (fields: Readonly<Record<string, Json>>): Edit => ({
    type: "update",
    resource: "tool/adder",
    content: toolContent(fields),
  });

  it("begin at 1.0.0, follow each change, and follow it on the way back too", () => {
    const patch = registry().commit("Patch", setCode("2"));
    const minor = registry().commit("Minor", update({ inputSchema: withLength }));
    const major = registry().commit("Major", update({ effect: "read" }));
    const back = restoreTo(minor.id);
    const further = restoreTo(registry().first.id);
    expect(
      [registry().first, patch, minor, major, back, further].map((commit) => labels(commit)["tool/adder"]),
    ).toEqual(["1.0.0", "1.0.1", "1.1.0", "2.0.0", "3.0.0", "4.0.0"]);
  });

  it("stay with a step of the lifecycle, which changes no version", () => {
    registry().commit("Patch", setCode("2"));
    const step = registry().commit("Retire", { type: "step", resource: "memory/notes", step: "deprecate" });
    expect(step.changes).toMatchObject([
      { resource: "memory/notes", label: "1.0.0", lifecycle: "deprecated" },
    ]);
  });

  it("of a resource are those of its own changes, whatever else was committed", () => {
    registry().commit("Rules", setRules("Be brief."));
    registry().commit("Code", setCode("2"));
    const commit = registry().commit("Rules again", setRules("Be very brief."));
    expect([
      labels(commit),
      registry().store.commits.labelAt(commit.id, "tool/adder"),
      registry().store.commits.labelAt(registry().first.id, "prompt/clerk"),
      registry().store.commits.labelAt(commit.id, "tool/ghost"),
    ]).toEqual([{ "prompt/clerk": "1.0.2" }, "1.0.1", "1.0.0", null]);
  });
});

describe("[V9] what a person writes for a commit", () => {
  it("is head, a branch, an id or its beginning, and steps back from any of them", () => {
    const one = registry().commit("One", setRules("One."));
    const two = registry().commit("Two", setCode("2"));
    const written = [
      "head",
      "HEAD",
      "main",
      two.id,
      two.id.slice(0, 12),
      two.id.toUpperCase(),
      "head~0",
      "head~1",
      "main~2",
      `${two.id.slice(0, 8)}~1`,
    ];
    expect(written.map((text) => resolve(text))).toEqual([
      ...Array(7).fill(two.id),
      one.id,
      registry().first.id,
      one.id,
    ]);
  });

  it.each([
    ["nothing"],
    ["abc"],
    ["0000000"],
    ["head~9"],
    ["head~-1"],
    ["head^"],
    [""],
    ["%"],
    ["'; DROP TABLE commits; --"],
    ["g".repeat(64)],
  ])("«%s» names no commit", (written) => {
    expect(codeOf(() => resolve(written))).toBe("not-found");
  });

  it("is refused where it is the beginning of several", () => {
    const { id: first, ...body } = registry().first;
    const ids: string[] = [];
    // Of a few hundred ids two begin with the same four digits; the clock makes each run's ids the same.
    const isShared = (id: string): boolean =>
      ids.filter((other) => other.startsWith(id.slice(0, 4))).length > 1;
    while (!ids.some(isShared))
      ids.push(appendEmpty({ ...body, message: `${ids.length}`, parents: [first] }));
    const shared = ids.find(isShared)!;
    expect(codeOf(() => resolve(shared.slice(0, 4)))).toBe("ambiguous-id");
    expect(resolve(shared.slice(0, 40))).toBe(shared);
  });

  function appendEmpty(body: Omit<Commit, "id">): string {
    const { store } = registry();
    return store.atomic(() => {
      const { id } = store.commits.append({ ...body, changes: [] });
      store.audit.append({ at: 1, type: "commit", body: { commit: id, state: body.state } });
      return id;
    });
  }
});

describe("[V1] versions", () => {
  it("of the same content are the same, however often and in whatever order of fields it is written", () => {
    const before = registry().view().get("tool/adder").version;
    const reversed = Object.fromEntries(Object.entries(toolContent()).toReversed());
    registry().commit("Away", setCode("2"));
    const back = registry().commit("Back", { type: "update", resource: "tool/adder", content: reversed });
    expect(back.changes[0]?.to).toBe(before);
    expect(before).toBe(hashJson({ kind: "tool", name: "adder", content: toolContent() }));
  });

  it("are found by what they are about, in force or not, by whole words in any form", () => {
    const { store } = registry();
    const found = (query: string): readonly string[] =>
      store.versions.search(query, 5).map((id) => store.versions.get(id).resource);
    expect([
      found("numbers to add"),
      found("ORDERS"),
      found("order"),
      found('" OR *'),
      found("zebra"),
      found(""),
    ]).toEqual([
      ["tool/adder"],
      ["agent/clerk", "prompt/clerk"],
      ["agent/clerk", "prompt/clerk"],
      [],
      [],
      [],
    ]);
  });
});
