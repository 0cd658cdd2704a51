import { describe, expect, it } from "vitest";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import type { Edit } from "#core/resources/edits.ts";
import { undo } from "#core/resources/undo.ts";
import { promptWith, RULES, toolContent } from "#test/support/contents.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { ADA, set, setCode, setRules } from "#test/support/house-edits.ts";
import { codeOf } from "#test/support/registry.ts";

const registry = eachRegistry();

describe("[R8] the lifecycle binds edits", () => {
  const archive: Edit = { type: "step", resource: "tool/adder", step: "unregister" };
  const unused = set("agent/clerk", "/tools", ["done"]);

  it("what is archived is neither edited nor given an earlier version; reactivated it is both", () => {
    const old = registry().view().get("tool/adder").version;
    registry().commit("Change", setCode("2"));
    registry().commit("Archive", unused, archive);
    const restore: Edit = { type: "restore", resource: "tool/adder", version: old };
    const reactivate: Edit = { type: "step", resource: "tool/adder", step: "reactivate" };
    expect(
      [setCode("3"), restore, archive].map((edit) => codeOf(() => registry().apply("person", edit))),
    ).toEqual(Array(3).fill("lifecycle-illegal"));
    expect(registry().apply("person", reactivate, restore).get("tool/adder")).toMatchObject({
      version: old,
      lifecycle: "active",
    });
    expect(registry().apply("person", reactivate, setCode("3")).get("tool/adder").lifecycle).toBe("active");
  });

  it("an earlier version does not make work what failed to build", () => {
    const old = registry().view().get("tool/adder").version;
    registry().commit("Fail", unused, setCode("2"), { type: "step", resource: "tool/adder", step: "fail" });
    const restored = registry().apply("person", { type: "restore", resource: "tool/adder", version: old });
    expect(restored.get("tool/adder")).toMatchObject({ version: old, lifecycle: "failed" });
  });

  it("a name is given once, archived or not", () => {
    registry().commit("Archive", unused, archive);
    expect(
      codeOf(() =>
        registry().apply("person", { type: "register", resource: "tool/adder", content: toolContent() }),
      ),
    ).toBe("resource-exists");
  });

  it("[V8] nothing comes in archived by one change, which no undo could take back, and two changes both can be", () => {
    const build: Edit = { type: "step", resource: "tool/new", step: "build" };
    const away: Edit = { type: "step", resource: "tool/new", step: "unregister" };
    const beginnings: readonly (readonly Edit[])[] = [
      [{ type: "register", resource: "tool/new", content: toolContent() }, build],
      [{ type: "register", resource: "tool/new", content: toolContent() }],
      [{ type: "copy", resource: "tool/new", from: "tool/adder" }, build],
    ];
    const others = [[], [setCode("2")]];
    const stillborn = beginnings.flatMap((begun) => others.map((other) => [...begun, away, ...other]));
    expect(stillborn.map((edits) => codeOf(() => registry().apply("person", ...edits)))).toEqual(
      Array(stillborn.length).fill("lifecycle-illegal"),
    );
    registry().commit("Copy", { type: "copy", resource: "tool/new", from: "tool/adder" }, build);
    registry().commit("Archive", away);
    const by = { author: ADA, at: 1_800_000_000_000 };
    const { store } = registry();
    undo(store, MAIN_BRANCH, by);
    expect(registry().view().get("tool/new").lifecycle).toBe("active");
    undo(store, MAIN_BRANCH, by);
    expect(registry().view().get("tool/new").lifecycle).toBe("archived");
    expect(codeOf(() => undo(store, MAIN_BRANCH, by))).toBe("nothing-to-undo");
  });

  it("edits are held against the version restored before them, whose locks may be others", () => {
    const old = registry().view().get("prompt/clerk").version;
    const lifted = promptWith("House rules: be exact. Never invent.", {
      mask: [{ pointer: RULES, learnable: true }],
    });
    registry().commit("Lift", { type: "update", resource: "prompt/clerk", content: lifted });
    registry().commit("Use", set("prompt/clerk", RULES, "Free."));
    const restore: Edit = { type: "restore", resource: "prompt/clerk", version: old };
    expect(codeOf(() => registry().apply("person", restore, set("prompt/clerk", RULES, "Free.")))).toBe(
      "locked-region",
    );
    expect(codeOf(() => registry().apply("person", restore, setRules("Be free.")))).toBe("done");
  });
});
