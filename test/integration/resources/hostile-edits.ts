import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import { MOST_CHARACTERS } from "#core/domain/guard.ts";
import type { Edit } from "#core/resources/edits.ts";
import {
  agentContent,
  builtinContent,
  environmentContent,
  promptContent,
  promptWith,
  RULES,
  toolContent,
} from "#test/support/contents.ts";
import { set } from "#test/support/house-edits.ts";

export const TEXT = "House rules: be exact. Never invent.";

export const update = (resource: Edit["resource"], content: unknown): Edit => ({
  type: "update",
  resource,
  content,
});
export const MESSAGE = "/messages/1/sections/0/text";

export type Row = readonly [what: string, code: ErrorCode, ...edits: Edit[]];

/** What nobody may do without a person. */
export const OUT_OF_THE_MASK: readonly Row[] = [
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
export const NEVER: readonly Row[] = [
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
  ["a placeholder dropped", "placeholder-changed", set("prompt/clerk", MESSAGE, "no slot")],
  ["a placeholder renamed", "placeholder-changed", set("prompt/clerk", MESSAGE, "{{massage}}")],
  ["a placeholder added", "placeholder-changed", set("prompt/clerk", MESSAGE, "{{message}} {{secret}}")],
  [
    "more tokens than the limit",
    "constraint-violated",
    set("prompt/clerk", RULES, `${TEXT} ${"more ".repeat(40)}`),
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
export const NOT_JSON: ReadonlyArray<readonly [what: string, value: unknown]> = [
  ["undefined", undefined],
  ["a function", () => TEXT],
  ["not a number", NaN],
  ["infinity", Infinity],
  ["a bigint", 1n],
  ["a date", new Date(0)],
  ["an object that says it is a text", { toJSON: () => TEXT, toString: () => TEXT }],
  ["a text object", new String(TEXT)],
];

const asksForName = promptContent({
  inputSchema: { type: "object", properties: { message: {}, name: {} } },
});
export const withName = JSON.parse(
  JSON.stringify(asksForName).replace("{{message}}", "{{message}} {{name}}"),
) as Json;

/** What people are refused as well, and others for more reasons than one. */
export const PEOPLE_TOO: readonly Row[] = [
  [
    "a lock lifted and used in two edits",
    "locked-region",
    update("prompt/clerk", promptContent({ mask: [{ pointer: RULES, learnable: true }] })),
    set("prompt/clerk", RULES, "Anything goes."),
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
];
