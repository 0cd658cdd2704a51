import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { createProposal } from "#core/proposals/create-proposal.ts";
import { commitView } from "#core/resources/commit.ts";
import type { Edit } from "#core/resources/edits.ts";
import { rollback } from "#core/resources/rollback.ts";
import { undo } from "#core/resources/undo.ts";
import { verifyStore } from "#core/store/verify.ts";
import { agentContent, RULES, toolContent } from "#test/support/contents.ts";
import {
  MESSAGE,
  NEVER,
  NOT_JSON,
  OUT_OF_THE_MASK,
  PEOPLE_TOO,
  TEXT,
  update,
  withName,
  type Row,
} from "./hostile-edits.ts";
import { set } from "#test/support/house-edits.ts";
import { codeOf, openRegistry, type Registry } from "#test/support/registry.ts";

/** Callers that skip every layer above and ask the registry itself: whatever a prompt told them, it must hold. */
let registry: Registry;
beforeAll(() => {
  registry = openRegistry();
});
afterAll(() => {
  registry.close();
});

const HOSTILE: readonly AuthorKind[] = ["optimizer", "agent", "client"];
const EVERYBODY: readonly AuthorKind[] = [...HOSTILE, "person", "system"];
const named = (rows: readonly Row[]) => rows.map(([what, code, ...edits]) => ({ what, code, edits }));

function expectRefused(authors: readonly AuthorKind[], code: ErrorCode, edits: readonly Edit[]): void {
  const before = [registry.store.headBranch.commit(), registry.store.versions.ids()];
  const codes = authors.map((author) => codeOf(() => registry.apply(author, ...edits)));
  expect(codes).toEqual(authors.map(() => code));
  expect([registry.store.headBranch.commit(), registry.store.versions.ids()]).toEqual(before);
}

describe("[R3] optimizers, agents and clients cannot change", () => {
  it.each(named(OUT_OF_THE_MASK))("$what: $code", ({ code, edits }) => {
    expectRefused(HOSTILE, code, edits);
  });
});

describe("[R4, R5, R6, R7, R9, R10] nobody can change, whatever the mask says", () => {
  it.each(named(NEVER))("$what: $code", ({ code, edits }) => {
    expectRefused(EVERYBODY, code, edits);
  });

  it.each(NOT_JSON)("a variable to %s, nor content with it", (_what, value) => {
    expectRefused(EVERYBODY, "content-invalid", [set("prompt/clerk", RULES, value as Json)]);
    expectRefused(EVERYBODY, "content-invalid", [
      update("tool/adder", { ...toolContent(), metadata: { value } }),
    ]);
  });

  it("an object to one with another prototype", () => {
    const polluted: unknown = JSON.parse(
      JSON.stringify(toolContent()).replace("{", '{"__proto__":{"isAdmin":true},'),
    );
    expectRefused(EVERYBODY, "content-invalid", [update("tool/adder", polluted)]);
    expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
  });
});

describe("[R6] a resource stays what and who it is", () => {
  it("a person cannot give it a version of another resource, of its kind or not", () => {
    const versionOf = (key: "tool/done" | "prompt/clerk"): string => registry.view().get(key).version;
    expectRefused(["person", "system"], "identity-changed", [
      { type: "restore", resource: "tool/adder", version: versionOf("tool/done") },
    ]);
    expectRefused(["person", "system"], "identity-changed", [
      { type: "restore", resource: "tool/adder", version: versionOf("prompt/clerk") },
    ]);
    expectRefused(["person", "system"], "not-found", [
      { type: "restore", resource: "tool/adder", version: "f".repeat(64) },
    ]);
  });

  it("the same content under two names is two versions", () => {
    const view = registry.apply("person", {
      type: "register",
      resource: "tool/twin",
      content: toolContent(),
    });
    expect(view.get("tool/twin").version).not.toBe(view.get("tool/adder").version);
  });
});

describe("[R4, R7, R9] people too are held to locks, limits and what depends on a resource", () => {
  it.each(named(PEOPLE_TOO))("$what: $code", ({ code, edits }) => {
    expectRefused(["person", "system"], code, edits);
  });

  it("both sides changed in one go fit again", () => {
    const both = [
      update("prompt/clerk", withName),
      update("agent/clerk", agentContent({ inputs: ["message", "name"] })),
    ];
    expect(codeOf(() => registry.apply("person", ...both))).toBe("done");
  });
});

describe("[V10] nobody but a person moves the head without a decision", () => {
  const by = (kind: AuthorKind) => ({ author: { kind, name: `a ${kind}` }, at: 1 });

  it.each(HOSTILE)("an allowed change of an %s is no commit of theirs", (kind) => {
    const view = registry.apply(kind, set("prompt/clerk", RULES, `${TEXT} Ask once.`));
    const request = {
      branch: MAIN_BRANCH,
      base: registry.first.id,
      message: "Mine",
      operation: { kind: "edit" as const, label: "Mine" },
    };
    expect(codeOf(() => commitView(registry.store, view, { ...request, ...by(kind) }))).toBe(
      "decision-refused",
    );
    const disguised = { ...request, operation: { kind: "approve" as const, label: "Mine" } };
    expect(codeOf(() => commitView(registry.store, view, { ...disguised, ...by(kind) }))).toBe(
      "decision-refused",
    );
    expect(registry.store.headBranch.commit()).toBe(registry.first.id);
  });

  it.each(HOSTILE)("an %s cannot roll back or undo", (kind) => {
    const { id } = registry.commit(
      "Be brief",
      set("prompt/clerk", RULES, `${TEXT} Be brief for an ${kind}.`),
    );
    expect(
      codeOf(() => rollback(registry.store, { branch: MAIN_BRANCH, commit: registry.first.id }, by(kind))),
    ).toBe("decision-refused");
    expect(codeOf(() => undo(registry.store, MAIN_BRANCH, by(kind)))).toBe("decision-refused");
    expect(registry.store.headBranch.commit()).toBe(id);
  });

  it("what they may change becomes a proposal, and the store is sound after all of it", () => {
    const candidate = registry.apply(
      "optimizer",
      set("prompt/clerk", RULES, `${TEXT} Ask once.`),
      set("tool/adder", "/code", "export default () => 1"),
    );
    const proposal = registry.store.durable(() =>
      createProposal(registry.store, {
        session: null,
        iteration: 1,
        author: { kind: "optimizer", name: "reflection" },
        branch: MAIN_BRANCH,
        base: registry.store.headBranch.commit(),
        candidate,
        summary: "Ask once",
        hypotheses: [],
        origin: null,
        at: 2,
      }),
    );
    expect(proposal.changes.map(({ resource }) => resource)).toEqual(["prompt/clerk", "tool/adder"]);
    expect([registry.store.headBranch.commit(), verifyStore(registry.store).ok]).toEqual([
      proposal.base,
      true,
    ]);
  });
});

describe("[R11] several edits of one resource are one change", () => {
  it("a slot may move from one variable to another in two edits", () => {
    const edits = [
      set("prompt/clerk", MESSAGE, "See above."),
      set("prompt/clerk", RULES, `${TEXT} The message: {{message}}`),
    ];
    expect(codeOf(() => registry.apply("optimizer", ...edits))).toBe("done");
  });

  it("the last value of a variable is the one that counts", () => {
    const view = registry.apply(
      "optimizer",
      set("tool/adder", "/code", "1"),
      set("tool/adder", "/code", "2"),
    );
    expect(view.get("tool/adder").resource.content).toMatchObject({ code: "2" });
  });

  it("a refused change leaves no version behind, not even the harmless half of it", () => {
    const edits = [set("tool/adder", "/code", "harmless"), set("prompt/clerk", RULES, "No locks.")];
    expectRefused(EVERYBODY, "locked-region", edits);
  });
});
