import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { MOST_CHARACTERS } from "#core/domain/guard.ts";
import { createProposal } from "#core/proposals/create-proposal.ts";
import { commitView } from "#core/resources/commit.ts";
import type { Edit } from "#core/resources/edits.ts";
import { rollback } from "#core/resources/rollback.ts";
import { undo } from "#core/resources/undo.ts";
import { verifyStore } from "#core/store/verify.ts";
import {
  agentContent,
  builtinContent,
  environmentContent,
  promptContent,
  promptWith,
  RULES,
  toolContent,
} from "#test/support/contents.ts";
import { codeOf, openRegistry, set, type Registry } from "#test/support/registry.ts";

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
const TEXT = "House rules: be exact. Never invent.";

const update = (resource: Edit["resource"], content: unknown): Edit => ({
  type: "update",
  resource,
  content,
});
const MESSAGE = "/messages/1/sections/0/text";

type Row = readonly [what: string, code: ErrorCode, ...edits: readonly Edit[]];

/** What nobody may do without a person. */
const OUT_OF_THE_MASK: readonly Row[] = [
  [
    "a variable that is not learnable",
    "mask-violation",
    set("prompt/clerk", "/messages/0/sections/0/text", "You obey."),
  ],
  ["a pointer that is no variable", "mask-violation", set("prompt/clerk", "/inputSchema", {})],
  ["a pointer into the mask", "mask-violation", set("prompt/clerk", "/mask/0/learnable", true)],
  ["a pointer into a locked list", "mask-violation", set("prompt/clerk", "/mask/0/locked", [])],
  ["the whole document as a variable", "mask-violation", set("prompt/clerk", "", promptWith(TEXT))],
  ["a pointer that only JavaScript knows", "mask-violation", set("prompt/clerk", "/__proto__/polluted", "x")],
  [
    "the mask, through an update",
    "mask-violation",
    update(
      "tool/adder",
      toolContent({
        mask: [
          { pointer: "/code", learnable: true },
          { pointer: "/description", learnable: true },
        ],
      }),
    ),
  ],
  [
    "a lock lifted, through an update",
    "mask-violation",
    update("prompt/clerk", promptContent({ mask: [{ pointer: RULES, learnable: true }] })),
  ],
  [
    "the mask widened, then used",
    "mask-violation",
    update("tool/adder", toolContent({ mask: [{ pointer: "/description", learnable: true }] })),
    set("tool/adder", "/description", "Mine."),
  ],
  ["a field nobody knows", "mask-violation", update("tool/adder", toolContent({ sudo: true }))],
  [
    "the name constructor as a field",
    "mask-violation",
    update("tool/adder", toolContent({ constructor: { prototype: 1 } })),
  ],
  ["a tool's effect class", "mask-violation", update("tool/adder", toolContent({ effect: "external" }))],
  ["a tool's capabilities", "mask-violation", update("tool/adder", toolContent({ capabilities: ["shell"] }))],
  [
    "a tool's schema",
    "mask-violation",
    update("tool/adder", toolContent({ inputSchema: { type: "object", properties: {} } })),
  ],
  ["a builtin turned into code", "mask-violation", update("tool/done", toolContent())],
  ["an action removed", "mask-violation", update("environment/files", environmentContent({ actions: [] }))],
  ["an agent's prompt", "mask-violation", update("agent/clerk", agentContent({ prompt: "other" }))],
  [
    "a new resource",
    "mask-violation",
    { type: "register", resource: "tool/mine", content: builtinContent() },
  ],
  [
    "a new resource, to be used at once",
    "mask-violation",
    { type: "register", resource: "tool/mine", content: builtinContent() },
    set("agent/clerk", "/tools", ["adder", "done", "mine"]),
  ],
  ["retiring a resource", "mask-violation", { type: "step", resource: "tool/adder", step: "unregister" }],
  ["calling a resource failed", "mask-violation", { type: "step", resource: "tool/adder", step: "fail" }],
  [
    "an earlier version",
    "mask-violation",
    { type: "restore", resource: "tool/adder", version: "0".repeat(64) },
  ],
  ["a placeholder repeated", "placeholder-changed", set("prompt/clerk", MESSAGE, "{{message}} {{message}}")],
];

/** What nobody may do at all. */
const NEVER: readonly Row[] = [
  ["a lock deleted", "locked-region", set("prompt/clerk", RULES, "House rules: be exact.")],
  ["a lock duplicated", "locked-region", set("prompt/clerk", RULES, `${TEXT} Never invent.`)],
  [
    "two locks exchanged",
    "locked-region",
    set("prompt/clerk", RULES, "Never invent. House rules: be exact."),
  ],
  [
    "a lock altered inside",
    "locked-region",
    set("prompt/clerk", RULES, "House rules: be exact. Never, ever invent."),
  ],
  [
    "a lock respelt with a look-alike",
    "locked-region",
    set("prompt/clerk", RULES, "House rules: be exact. Nеver invent."),
  ],
  [
    "a lock moved to another variable",
    "locked-region",
    set("prompt/clerk", RULES, "House rules: be exact."),
    set("prompt/clerk", MESSAGE, "{{message}} Never invent."),
  ],
  [
    "a lock lifted and used in two edits",
    "locked-region",
    update("prompt/clerk", promptContent({ mask: [{ pointer: RULES, learnable: true }] })),
    set("prompt/clerk", RULES, "Anything goes."),
  ],
  ["a placeholder dropped", "placeholder-changed", set("prompt/clerk", MESSAGE, "no slot")],
  ["a placeholder renamed", "placeholder-changed", set("prompt/clerk", MESSAGE, "{{massage}}")],
  ["a placeholder added", "placeholder-changed", set("prompt/clerk", MESSAGE, "{{message}} {{secret}}")],
  [
    "more tokens than the limit",
    "constraint-violated",
    set("prompt/clerk", RULES, `${TEXT} ${"more ".repeat(40)}`),
  ],
  [
    "a limit raised and used in two edits",
    "constraint-violated",
    update(
      "prompt/clerk",
      promptWith(TEXT, {
        mask: [
          { pointer: RULES, learnable: true, maxTokens: 900, locked: ["House rules:", "Never invent."] },
        ],
      }),
    ),
    set("prompt/clerk", RULES, `${TEXT} ${"more ".repeat(100)}`),
  ],
  [
    "more than a version holds",
    "constraint-violated",
    set("prompt/clerk", MESSAGE, `{{message}}${"x".repeat(MOST_CHARACTERS)}`),
  ],
  ["a credential", "secret-in-content", set("prompt/clerk", RULES, `${TEXT} sk-${"a1B2".repeat(8)}`)],
  ["a tool that is not there", "interface-broken", set("agent/clerk", "/tools", ["done", "ghost"])],
  ["a tool twice", "interface-broken", set("agent/clerk", "/tools", ["done", "done"])],
  ["content of another kind", "content-invalid", update("prompt/clerk", toolContent())],
  ["a number for a text", "content-invalid", set("prompt/clerk", RULES, 7)],
  ["an object for a text", "content-invalid", set("prompt/clerk", RULES, { text: TEXT })],
  ["half a surrogate pair", "content-invalid", set("prompt/clerk", RULES, `${TEXT} \ud800`)],
  ["a resource that is not there", "resource-missing", set("prompt/ghost", RULES, TEXT)],
  ["a kind that is none", "input-invalid", update("skill/clerk" as never, promptContent())],
  ["a name with a path in it", "input-invalid", update("prompt/../clerk", promptContent())],
  ["a name from the prototype", "input-invalid", update("prompt/__proto__", promptContent())],
  [
    "a name that is no text",
    "input-invalid",
    update({ toString: () => "prompt/clerk" } as never, promptContent()),
  ],
];

/** Values that are no JSON, and would be stored as something else than what was checked. */
const NOT_JSON: ReadonlyArray<readonly [what: string, value: unknown]> = [
  ["undefined", undefined],
  ["a function", () => TEXT],
  ["not a number", NaN],
  ["infinity", Infinity],
  ["a bigint", 1n],
  ["a date", new Date(0)],
  ["an object that says it is a text", { toJSON: () => TEXT, toString: () => TEXT }],
  ["a text object", new String(TEXT)],
];

function expectRefused(authors: readonly AuthorKind[], code: ErrorCode, edits: readonly Edit[]): void {
  const before = [registry.store.refs.head(), registry.store.versions.ids()];
  const codes = authors.map((author) => codeOf(() => registry.apply(author, ...edits)));
  expect(codes).toEqual(authors.map(() => code));
  expect([registry.store.refs.head(), registry.store.versions.ids()]).toEqual(before);
}

describe("[R3] optimizers, agents and clients cannot change", () => {
  it.each(OUT_OF_THE_MASK)("%s: %s", (_what, code, ...edits) => {
    expectRefused(HOSTILE, code, edits);
  });
});

describe("[R4, R5, R6, R7, R9, R10] nobody can change, whatever the mask says", () => {
  it.each(NEVER)("%s: %s", (_what, code, ...edits) => {
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

describe("[R7] people are held to what depends on a resource", () => {
  const asksForName = promptContent({
    inputSchema: { type: "object", properties: { message: {}, name: {} } },
  });
  const withName = JSON.parse(
    JSON.stringify(asksForName).replace("{{message}}", "{{message}} {{name}}"),
  ) as Json;

  it.each<Row>([
    [
      "a prompt that asks for what its agent does not bring",
      "interface-broken",
      update("prompt/clerk", withName),
    ],
    [
      "an archived tool that an agent uses",
      "interface-broken",
      { type: "step", resource: "tool/adder", step: "unregister" },
    ],
    [
      "an action called like a tool of the same agent",
      "interface-broken",
      update(
        "environment/files",
        environmentContent({
          actions: [{ name: "done", description: "d", inputSchema: { type: "object" }, effect: "read" }],
        }),
      ),
    ],
  ])("%s", (_what, code, ...edits) => {
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
    expect(registry.store.refs.head()).toBe(registry.first.id);
  });

  it.each(HOSTILE)("an %s cannot roll back or undo", (kind) => {
    const { id } = registry.commit(
      "Be brief",
      set("prompt/clerk", RULES, `${TEXT} Be brief for an ${kind}.`),
    );
    expect(codeOf(() => rollback(registry.store, { commit: registry.first.id }, by(kind)))).toBe(
      "decision-refused",
    );
    expect(codeOf(() => undo(registry.store, by(kind)))).toBe("decision-refused");
    expect(registry.store.refs.head()).toBe(id);
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
        base: registry.store.refs.head(),
        candidate,
        summary: "Ask once",
        hypotheses: [],
        origin: null,
        at: 2,
      }),
    );
    expect(proposal.changes.map(({ resource }) => resource)).toEqual(["prompt/clerk", "tool/adder"]);
    expect([registry.store.refs.head(), verifyStore(registry.store).ok]).toEqual([proposal.base, true]);
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
