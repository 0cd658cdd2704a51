import { describe, expect, it } from "vitest";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { JsonObject } from "#core/base/json.ts";
import { AUTHOR_KINDS, type AuthorKind } from "#core/domain/author.ts";
import { parseContent, type ResourceContent } from "#core/domain/content/content.ts";
import { checkChange, MOST_CHARACTERS } from "#core/domain/guard.ts";
import type { ResourceKind } from "#core/domain/resource.ts";
import {
  agentContent,
  environmentContent,
  memoryContent,
  promptContent,
  promptWith,
  toolContent,
} from "#test/support/contents.ts";
import { countWords } from "#test/support/house-edits.ts";

function content(kind: ResourceKind, raw: JsonObject): ResourceContent {
  const parsed = parseContent(kind, raw);
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.error.join("; "));
}

type Change = readonly [kind: ResourceKind, before: JsonObject | null, after: JsonObject];

/** The one place that calls the guard: the codes of what it finds, sorted, "" for none. */
function codes(author: AuthorKind, [kind, before, after]: Change): string {
  const violations = checkChange({
    author,
    before: before === null ? null : content(kind, before),
    after: content(kind, after),
    countTokens: countWords,
  });
  return [...new Set(violations.map(({ code }) => code))].toSorted().join(" ");
}

const OTHERS: readonly AuthorKind[] = ["optimizer", "agent", "client"];
const DECIDERS: readonly AuthorKind[] = ["person", "system"];

it("the rows below speak about every kind of author", () => {
  expect([...OTHERS, ...DECIDERS].toSorted()).toEqual([...AUTHOR_KINDS].toSorted());
});

const RULES = "House rules: be exact. Never invent.";
const more = (text: string): Change => ["prompt", promptContent(), promptWith(text)];
const slots = (properties: JsonObject): JsonObject => ({ type: "object", properties });

describe("[R3] without a person only what the mask marks learnable may change", () => {
  const rows: ReadonlyArray<
    readonly [what: string, change: Change, others: ErrorCode | "", deciders: ErrorCode | ""]
  > = [
    ["a learnable text", more(`${RULES} Ask once.`), "", ""],
    [
      "a description",
      ["prompt", promptContent(), promptContent({ description: "Other." })],
      "mask-violation",
      "",
    ],
    [
      "a section that no entry names",
      [
        "prompt",
        promptContent({
          messages: [{ role: "system", sections: [{ name: "a", text: "x" }] }],
          inputSchema: slots({}),
          mask: [],
        }),
        promptContent({
          messages: [{ role: "system", sections: [{ name: "a", text: "y" }] }],
          inputSchema: slots({}),
          mask: [],
        }),
      ],
      "mask-violation",
      "",
    ],
    [
      "a section's name beside its learnable text",
      [
        "prompt",
        promptContent(),
        JSON.parse(JSON.stringify(promptContent()).replace('"name":"rules"', '"name":"laws"')),
      ],
      "mask-violation",
      "",
    ],
    [
      "the mask: one more learnable entry",
      [
        "tool",
        toolContent(),
        toolContent({
          mask: [
            { pointer: "/code", learnable: true, maxTokens: 200 },
            { pointer: "/description", learnable: true },
          ],
        }),
      ],
      "mask-violation",
      "",
    ],
    [
      "the mask: a limit raised",
      ["tool", toolContent(), toolContent({ mask: [{ pointer: "/code", learnable: true, maxTokens: 900 }] })],
      "mask-violation",
      "",
    ],
    [
      "the mask: a limit lowered",
      ["tool", toolContent(), toolContent({ mask: [{ pointer: "/code", learnable: true, maxTokens: 100 }] })],
      "mask-violation",
      "",
    ],
    [
      "a field that the kind does not know",
      ["tool", toolContent(), toolContent({ sudo: true })],
      "mask-violation",
      "",
    ],
    ["metadata", ["tool", toolContent(), toolContent({ metadata: { note: 1 } })], "mask-violation", ""],
    [
      "a tool's effect class",
      ["tool", toolContent(), toolContent({ effect: "external" })],
      "mask-violation",
      "",
    ],
    [
      "a tool's capabilities",
      ["tool", toolContent(), toolContent({ capabilities: ["net"] })],
      "mask-violation",
      "",
    ],
    [
      "a tool's input schema",
      ["tool", toolContent(), toolContent({ inputSchema: slots({}) })],
      "mask-violation",
      "",
    ],
    [
      "a tool's examples, which its next version must reproduce",
      ["tool", toolContent(), toolContent({ examples: [] })],
      "mask-violation",
      "",
    ],
    [
      "a tool's learnable code",
      ["tool", toolContent(), toolContent({ code: "export default () => ({ sum: 3 });" })],
      "",
      "",
    ],
    ["an agent's learnable tools", ["agent", agentContent(), agentContent({ tools: ["done"] })], "", ""],
    [
      "an agent's limits",
      ["agent", agentContent(), agentContent({ limits: { maxSteps: 9, maxTokens: 4000, timeoutMs: 1000 } })],
      "mask-violation",
      "",
    ],
    ["an agent's prompt", ["agent", agentContent(), agentContent({ prompt: "other" })], "mask-violation", ""],
    [
      "an environment's action, removed",
      ["environment", environmentContent(), environmentContent({ actions: [] })],
      "mask-violation",
      "",
    ],
    [
      "an environment's learnable rules",
      ["environment", environmentContent(), environmentContent({ rules: "Tidy up." })],
      "",
      "",
    ],
    [
      "what no leaf of the kind is, although an entry says learnable",
      [
        "memory",
        memoryContent({ mask: [{ pointer: "/limits/maxRecords", learnable: true }] }),
        memoryContent({
          mask: [{ pointer: "/limits/maxRecords", learnable: true }],
          limits: { maxRecords: 99, maxTokens: 200 },
        }),
      ],
      "mask-violation",
      "",
    ],
    [
      "what an entry names and does not mark learnable",
      [
        "tool",
        toolContent({ mask: [{ pointer: "/code", learnable: false }] }),
        toolContent({ mask: [{ pointer: "/code", learnable: false }], code: "1" }),
      ],
      "mask-violation",
      "",
    ],
  ];
  it.each(rows)("%s", (_what, change, others, deciders) => {
    expect([...OTHERS, ...DECIDERS].map((author) => codes(author, change))).toEqual([
      ...OTHERS.map(() => others),
      ...DECIDERS.map(() => deciders),
    ]);
  });
});

describe("[R4] a locked text stays as it is, whoever asks", () => {
  const unlocked = promptContent({ mask: [{ pointer: "/messages/0/sections/1/text", learnable: true }] });
  const rows: ReadonlyArray<readonly [what: string, change: Change, code: ErrorCode | ""]> = [
    ["text around and between it", more("Hello. House rules: be very exact. Really. Never invent. Bye."), ""],
    ["deleted", more("House rules: be exact."), "locked-region"],
    ["duplicated", more(`${RULES} Never invent.`), "locked-region"],
    ["altered inside", more("House rules: be exact. Never  invent."), "locked-region"],
    ["respelt with another case", more("house rules: be exact. Never invent."), "locked-region"],
    ["two of them exchanged", more("Never invent. be exact. House rules:"), "locked-region"],
    ["all text gone", more(""), "locked-region"],
    [
      "moved to another section",
      [
        "prompt",
        promptContent(),
        JSON.parse(
          JSON.stringify(promptContent())
            .replace(" Never invent.", "")
            .replace("You take orders.", "You take orders. Never invent."),
        ),
      ],
      "locked-region",
    ],
    [
      "the lock lifted, and that used in the same change",
      ["prompt", promptContent(), { ...promptWith("Be exact."), mask: unlocked["mask"]! }],
      "locked-region",
    ],
    ["the lock lifted, the text as it was", ["prompt", promptContent(), unlocked], ""],
    [
      "a lock put on a text that does not hold it",
      [
        "prompt",
        unlocked,
        promptContent({
          mask: [{ pointer: "/messages/0/sections/1/text", learnable: true, locked: ["Be kind."] }],
        }),
      ],
      "",
    ],
  ];
  it.each(rows)("%s", (_what, change, code) => {
    const found = DECIDERS.map((author) => codes(author, change));
    expect(found).toEqual(DECIDERS.map(() => code));
    // Others meet the mask besides, where the change touches more than the variable.
    for (const author of OTHERS) expect(codes(author, change)).toContain(code);
  });
});

describe("[R5] a prompt's text and its input schema name the same slots", () => {
  const two = slots({ message: {}, name: {} });
  const user = (text: string, inputSchema = promptContent()["inputSchema"]!): JsonObject =>
    JSON.parse(JSON.stringify(promptContent({ inputSchema })).replace("{{message}}", text));
  const rows: ReadonlyArray<readonly [what: string, after: JsonObject, others: string, deciders: string]> = [
    ["words around it", user("The message: {{ message }}"), "", ""],
    ["dropped", user("nothing"), "placeholder-changed", "placeholder-changed"],
    ["renamed", user("{{massage}}"), "placeholder-changed", "placeholder-changed"],
    ["one added", user("{{message}} {{name}}"), "placeholder-changed", "placeholder-changed"],
    [
      "one added with its schema",
      user("{{message}} {{name}}", two),
      "mask-violation placeholder-changed",
      "",
    ],
    ["repeated", user("{{message}} {{message}}"), "placeholder-changed", ""],
    [
      "declared, never used",
      promptContent({ inputSchema: two }),
      "mask-violation placeholder-changed",
      "placeholder-changed",
    ],
    [
      "moved into the rules, which are learnable too",
      JSON.parse(JSON.stringify(user("nothing")).replace("be exact", "be exact with {{message}}")),
      "",
      "",
    ],
  ];
  it.each(rows)("%s", (_what, after, others, deciders) => {
    const change: Change = ["prompt", promptContent(), after];
    expect([codes("optimizer", change), codes("person", change)]).toEqual([others, deciders]);
  });

  it("a new prompt is held to it as well", () => {
    expect(codes("system", ["prompt", null, user("{{other}}")])).toBe("placeholder-changed");
  });
});

describe("[R9] limits", () => {
  const words = (count: number): string => `${RULES} ${"w ".repeat(count - countWords(RULES))}`;
  const withLimit = (maxTokens: number, text: string): JsonObject =>
    promptWith(text, { mask: [{ pointer: "/messages/0/sections/1/text", learnable: true, maxTokens }] });
  const rows: ReadonlyArray<readonly [what: string, change: Change, code: ErrorCode | ""]> = [
    ["exactly at the limit", more(words(40)), ""],
    ["one token over it", more(words(41)), "constraint-violated"],
    [
      "over the old limit, which the same change raises",
      ["prompt", withLimit(40, RULES), withLimit(90, words(60))],
      "constraint-violated",
    ],
    [
      "over the new limit, which the same change lowers",
      ["prompt", withLimit(90, words(60)), withLimit(40, words(60))],
      "constraint-violated",
    ],
    ["the limit raised and nothing else", ["prompt", withLimit(40, RULES), withLimit(90, RULES)], ""],
    [
      "a list as JSON",
      [
        "agent",
        agentContent({ mask: [{ pointer: "/tools", learnable: true, maxTokens: 1 }] }),
        agentContent({
          mask: [{ pointer: "/tools", learnable: true, maxTokens: 1 }],
          tools: ["a b"].map((name) => name.replace(" ", "-")),
        }),
      ],
      "",
    ],
    [
      "more content than any version may hold",
      ["memory", null, memoryContent({ metadata: { text: "x".repeat(MOST_CHARACTERS) } })],
      "constraint-violated",
    ],
    [
      "more than that once it is written with its escapes",
      ["memory", null, memoryContent({ metadata: { text: "\u0001".repeat(MOST_CHARACTERS / 6) } })],
      "constraint-violated",
    ],
    [
      "more than that in numbers alone",
      ["memory", null, memoryContent({ metadata: { list: Array(90_000).fill(-1.2345678901234567e-100) } })],
      "constraint-violated",
    ],
    [
      "more than that in names of fields",
      [
        "memory",
        null,
        memoryContent({
          metadata: Object.fromEntries(
            Array.from({ length: 2_000 }, (_, at) => [`${at}`.padEnd(1_000, "k"), null]),
          ),
        }),
      ],
      "constraint-violated",
    ],
    [
      "a long text within the limit, whatever it might have come to",
      ["memory", null, memoryContent({ metadata: { text: "x".repeat(MOST_CHARACTERS - 1_000) } })],
      "",
    ],
  ];
  it.each(rows)("bind people too: %s", (_what, change, code) => {
    expect(codes("person", change)).toBe(code);
  });
});

describe("[R10] what looks like a credential never gets into a version", () => {
  const key = `sk-${"a1B2".repeat(6)}`;
  it.each<readonly [where: string, change: Change]>([
    ["in a text", more(`${RULES} Use ${key}.`)],
    ["in code", ["tool", toolContent(), toolContent({ code: `const key = "${key}";` })]],
    ["deep in metadata", ["memory", null, memoryContent({ metadata: { a: [{ b: key }] } })]],
    ["as the name of a field", ["memory", null, memoryContent({ metadata: { [key]: 1 } })]],
    [
      "in a file of an environment",
      ["environment", null, environmentContent({ initialState: { files: { "a.txt": key } } })],
    ],
  ])("%s", (_where, change) => {
    expect(codes("person", change)).toBe("secret-in-content");
  });
});

describe("[R14] what nobody can mean well by reaches no version by others, and no reader is needed to see it", () => {
  const tag = "\u{e0049}";
  const rows: ReadonlyArray<readonly [what: string, change: Change, others: ErrorCode | ""]> = [
    ["tag characters", more(`${RULES}${tag}`), "hidden-text"],
    ["an override of direction", more(`${RULES} \u202egood`), "hidden-text"],
    ["a control character", more(`${RULES} \u0000`), "hidden-text"],
    [
      "one more of what was there",
      ["prompt", promptWith(RULES + tag), promptWith(RULES + tag + tag)],
      "hidden-text",
    ],
    ["what a person put there", ["prompt", promptWith(RULES + tag), promptWith(`${RULES} Ask.${tag}`)], ""],
    ["emoji, Persian and a flag", more(`${RULES} 👩‍👩‍👧 می‌خواهم 🏴󠁧󠁢󠁳󠁣󠁴󠁿`), ""],
    ["what people are only shown", more(`${RULES} a\u200b \u00a0\r\n`), ""],
  ];
  it.each(rows)("%s", (_what, change, others) => {
    expect(OTHERS.map((author) => codes(author, change))).toEqual(OTHERS.map(() => others));
    expect(DECIDERS.map((author) => codes(author, change))).toEqual(DECIDERS.map(() => ""));
  });
});
