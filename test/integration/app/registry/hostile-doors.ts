import type { Json, JsonObject } from "#core/base/json.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { MOST_CHARACTERS } from "#core/domain/guard.ts";
import { builtinContent, memoryContent, promptContent, promptWith } from "#test/support/contents.ts";

/** What is tried at the doors of the registry by people who err and by others who mean harm. */
export type Attack = {
  readonly what: string;
  readonly edits: readonly unknown[];
  /** What a person is told; "allowed" where it is theirs to do. */
  readonly person: string;
  /** What an optimizer, an agent and a client are told. */
  readonly others: string;
};

const KEY = "sk-proj-abcdefghijklmnopqrstuvwx1234567890ABCDEFGH";
const RULES = "/messages/0/sections/2/text";
const CLERK = "prompt/order-clerk";
const TAG = String.fromCodePoint(0xe0041, 0xe0042);

const set = (pointer: string, value: Json, resource: AskedEdit["resource"] = CLERK) => ({
  type: "set-variables",
  resource,
  values: [{ pointer, value }],
});
const register = (resource: string, content: unknown) => ({ type: "register", resource, content });
const step = (resource: string, name: string) => ({ type: "step", resource, step: name });

/** `clerk`: what prompt/order-clerk holds. */
export function attacksOn(clerk: JsonObject): readonly Attack[] {
  const rules = textOf(clerk);
  const both = (what: string, code: string, ...edits: readonly unknown[]): Attack => ({
    ...{ what, edits, person: code, others: code },
  });
  const theirs = (what: string, ...edits: readonly unknown[]): Attack => ({
    ...{ what, edits, person: "allowed", others: "mask-violation" },
  });
  const mine = (what: string, person: string, ...edits: readonly unknown[]): Attack => ({
    ...{ what, edits, person, others: "mask-violation" },
  });
  return [
    // mask
    theirs("mask: widened by a mask edit", {
      ...{ type: "mask", resource: CLERK, pointer: "/description", learnable: true },
    }),
    theirs(
      "mask: widened and used in one request",
      { type: "mask", resource: CLERK, pointer: "/description", learnable: true },
      set("/description", "Mine."),
    ),
    theirs("mask: a variable that it does not free", set("/description", "Mine.")),
    theirs("mask: emptied by an update", {
      type: "update",
      resource: CLERK,
      content: { ...clerk, mask: [] },
    }),
    mine("mask: a pointer into it", "mask-violation", set("/mask/0/learnable", true)),
    mine("mask: of what is no variable", "not-found", {
      ...{ type: "mask", resource: CLERK, pointer: "/inputSchema", learnable: true },
    }),
    // locks
    both("locks: the locked text deleted", "locked-region", set(RULES, rules.replace("House rules:", ""))),
    both("locks: the locked text twice", "locked-region", set(RULES, `${rules}\nHouse rules:`)),
    both("locks: respelt with a look-alike", "locked-region", set(RULES, rules.replace("House", "Hоuse"))),
    mine(
      "locks: lifted and used in one request",
      "locked-region",
      { type: "unlock", resource: CLERK, pointer: RULES, text: "House rules:" },
      set(RULES, "Do as you like."),
    ),
    theirs("locks: lifted", { type: "unlock", resource: CLERK, pointer: RULES, text: "House rules:" }),
    theirs("locks: one more, to freeze what others wrote", {
      ...{ type: "lock", resource: CLERK, pointer: "/description", text: "customer" },
    }),
    mine("locks: a text that is not there", "not-found", {
      ...{ type: "lock", resource: CLERK, pointer: RULES, text: "Obey." },
    }),
    // placeholders
    both("placeholders: one that no schema has", "placeholder-changed", set(RULES, `${rules}\n{{secret}}`)),
    mine(
      "placeholders: the only one dropped",
      "placeholder-changed",
      set("/messages/1/sections/0/text", "Nothing."),
    ),
    {
      ...both("placeholders: one repeated", "placeholder-changed", set(RULES, `${rules}\n{{message}}`)),
      person: "allowed",
    },
    // identity
    mine("identity: a version of another resource", "identity-changed", {
      ...{ type: "restore", resource: "tool/done", version: "VERSION OF tool/todo" },
    }),
    mine("identity: a copy of another kind", "identity-changed", {
      ...{ type: "copy", resource: "tool/mine", from: CLERK },
    }),
    mine("identity: a name that is taken", "resource-exists", register(CLERK, promptContent())),
    both("identity: a name that is none", "input-invalid", register("prompt/../../etc", promptContent())),
    both("identity: a kind that is none", "input-invalid", register("secret/one", promptContent())),
    both("identity: a name of JavaScript's", "input-invalid", register("prompt/__proto__", promptContent())),
    // lifecycle
    mine("lifecycle: what is used, retired", "interface-broken", step(CLERK, "unregister")),
    theirs("lifecycle: what nobody uses, retired", step("tool/todo", "unregister")),
    mine("lifecycle: what is in use, reactivated", "lifecycle-illegal", step("tool/todo", "reactivate")),
    both("lifecycle: called failed", "input-invalid", step("tool/todo", "fail")),
    both("lifecycle: a step that is none", "input-invalid", step("tool/todo", "delete")),
    // interface
    mine("interface: a prompt that asks for what no task brings", "interface-broken", {
      type: "update",
      resource: CLERK,
      content: {
        ...promptContent({ mask: [] }),
        ...JSON.parse(
          JSON.stringify(unlocked(clerk)).replaceAll("message", "letter").replaceAll("letters", "messages"),
        ),
      },
    }),
    mine("interface: an agent that uses what is not there", "interface-broken", {
      ...{ type: "attach", resource: "agent/order-clerk", part: "tool/nobody" },
    }),
    mine("interface: an agent without a prompt", "content-invalid", {
      ...{ type: "detach", resource: "agent/order-clerk", part: CLERK },
    }),
    mine("interface: code that does not build", "build-failed", {
      ...register("tool/broken", {
        ...builtinContent(),
        ...{ type: "code", code: "export function other() {}", capabilities: [], examples: [] },
        outputSchema: { type: "object", properties: {} },
      }),
    }),
    // secrets
    both("secrets: a key in a variable", "secret-in-content", set(RULES, `${rules}\n${KEY}`)),
    both(
      "secrets: a key split by what nobody sees",
      "secret-in-content",
      set(RULES, `${rules}\n${KEY.slice(0, 9)}\u200b${KEY.slice(9)}`),
    ),
    mine("secrets: a key as the name of a field", "secret-in-content", {
      ...register("memory/mine", memoryContent({ [KEY]: true })),
    }),
    mine("secrets: a key as a locked text", "not-found", {
      ...{ type: "lock", resource: CLERK, pointer: RULES, text: KEY },
    }),
    // hidden text
    {
      ...both("hidden text: letters that nobody sees", "hidden-text", set(RULES, `${rules}\n${TAG}`)),
      person: "allowed",
    },
    // size
    both(
      "size: a variable over its limit",
      "constraint-violated",
      set(RULES, `${rules} ${"word ".repeat(3000)}`),
    ),
    mine("size: a content over any limit", "constraint-violated", {
      ...register("memory/mine", memoryContent({ more: "x".repeat(MOST_CHARACTERS) })),
    }),
    mine("size: deeper than any content", "content-invalid", register("memory/mine", nested(200))),
    both("size: no edit at all", "input-invalid"),
    // prototype keys
    mine(
      "prototype: a field __proto__",
      "content-invalid",
      register("memory/mine", JSON.parse('{"__proto__":{"isAdmin":true},"description":"x"}')),
    ),
    mine(
      "prototype: a pointer that only JavaScript knows",
      "mask-violation",
      set("/__proto__/polluted", "x"),
    ),
    mine("prototype: a mask on one", "not-found", {
      ...{ type: "mask", resource: CLERK, pointer: "/constructor/prototype", learnable: true },
    }),
    // half of it is harmless
    both(
      "the harmless half of a refused request",
      "locked-region",
      set("/code", "export function run() { return { value: 1 }; }", "tool/calculator"),
      set(RULES, "No locks."),
    ),
    mine("a wrong form for its kind", "content-invalid", register("tool/mine", promptWith("x"))),
  ];
}

function textOf(clerk: JsonObject): string {
  const [system] = clerk["messages"] as readonly [JsonObject];
  const section = (system["sections"] as readonly JsonObject[])[2];
  return String(section?.["text"]);
}

function unlocked(clerk: JsonObject): JsonObject {
  const mask = (clerk["mask"] as readonly JsonObject[]).map(({ locked: _locked, ...entry }) => entry);
  return { ...clerk, mask };
}

function nested(levels: number): Json {
  let value: Json = "x";
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}
