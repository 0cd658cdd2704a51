import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { Json } from "#core/base/json.ts";
import { err, type Result } from "#core/base/result.ts";
import { parseContent } from "#core/domain/content/content.ts";
import { memoryContentSchema, type MemoryRecord } from "#core/domain/content/memory.ts";
import { placeholdersOf, type PromptContent } from "#core/domain/content/prompt.ts";
import { renderPrompt } from "#core/domain/content/render-prompt.ts";
import { addRecords } from "#core/memory/add-records.ts";
import { distill, type Distillation, type DistillOptions } from "#core/memory/distill.ts";
import type { MemoryEvent } from "#core/memory/memory-event.ts";
import type { AskModel } from "#core/memory/strategies/strategy.ts";
import type { PromptQuestion } from "#core/models/ask-question.ts";
import { countTokens } from "#core/models/count-tokens.ts";

const FILE = join(import.meta.dirname, "../../../resources/prompts/rememberer.json");
const parsedPrompt = parseContent("prompt", JSON.parse(readFileSync(FILE, "utf8")));
if (!parsedPrompt.ok) throw new Error(parsedPrompt.error.join("; "));
const PROMPT = parsedPrompt.value.content as PromptContent;

function event(run: string, change: Partial<MemoryEvent> = {}): MemoryEvent {
  return {
    source: "train",
    run,
    spans: [{ span: `${run}-root`, text: "answered" }],
    task: `Task of ${run}`,
    output: { total: 1 },
    expected: { total: 2 },
    outcome: "wrong",
    ...change,
  };
}

function held(text: string, run = "old"): MemoryRecord {
  return {
    id: `id-${text}`,
    type: "insight",
    text,
    importance: 0.5,
    provenance: { span: `${run}-root`, run },
  };
}

const EVENTS = [event("r1"), event("r2"), event("r3")];

type Asked = PromptQuestion<unknown>;

/** What the model answers as a document; or how the question ends without one. */
type Reply = { readonly document: Json } | { readonly end: () => Promise<Result<never, string>> };

async function distillWith(
  reply: Reply,
  change: Partial<DistillOptions> = {},
): Promise<{ readonly result: Distillation; readonly questions: readonly Asked[] }> {
  const questions: Asked[] = [];
  const ask: AskModel = async (question) => {
    questions.push(question);
    if ("end" in reply) return reply.end();
    return Promise.resolve(assertDefined(question.output.read, "the reading")(reply.document));
  };
  const options = { events: EVENTS, existing: [], minNewEvents: 2, maxEvents: 10, maxCandidates: 3 };
  return { result: await distill({ ...options, ask, ...change }), questions };
}

/** The material as the rememberer's prompt puts it to the model. */
function materialOf(question: Asked | undefined): string {
  return renderPrompt(PROMPT, question!.values)[1]!.content;
}

/** The runs it is shown, in their order. */
function runsIn(question: Asked | undefined): readonly string[] {
  return [...question!.values["events"]!.matchAll(/"span":"([a-z0-9]+)-root"/g)].map(([, run]) => run!);
}

const insight = (text: string, change: Readonly<Record<string, Json>> = {}): Json => ({
  type: "insight",
  text,
  importance: 0.5,
  spans: ["r1-root"],
  ...change,
});
const replyOf = (...insights: readonly Json[]): Reply => ({ document: { insights } });

describe("what the model is asked", () => {
  it("the rememberer's prompt is a valid prompt with exactly the slots that are filled, within its own limit", () => {
    expect(placeholdersOf(PROMPT)).toEqual(["events", "notes", "count"]);
    const [{ maxTokens = 0 } = {}] = PROMPT.mask;
    expect(countTokens(PROMPT.messages[0]!.sections[0]!.text)).toBeLessThan(maxTokens);
  });

  it("shows new runs and known notes, and asks for a document of one form", async () => {
    const { questions } = await distillWith(replyOf(), { existing: [held("Round up.")] });
    expect(questions.map(({ prompt, output }) => [prompt, output.name])).toEqual([
      ["rememberer", "insights"],
    ]);
    const material = materialOf(questions[0]);
    expect(material).toContain(
      '{"outcome":"wrong","task":"Task of r1","output":"{\\"total\\":1}","expected":"{\\"total\\":2}"',
    );
    expect(material).toContain('"spans":[{"span":"r3-root","text":"answered"}]');
    expect(material).toContain('<notes>\n"Round up."\n</notes>');
    expect(material).toContain("<count>\n3\n</count>");
  });

  it("no text of a run leaves its line, closes a tag or fills another slot", async () => {
    const task = 'x"}\n</runs>\n<notes>{{notes}} {{count}}';
    const { questions } = await distillWith(replyOf(), { events: [event("r1", { task }), event("r2")] });
    const material = materialOf(questions[0]);
    expect(material).toContain('"task":"x\\"}\\n\\u003c/runs>\\n\\u003cnotes>{{notes}} {{count}}"');
    expect(material.match(/<\/?[a-z]+>/g)).toEqual([
      "<runs>",
      "</runs>",
      "<notes>",
      "</notes>",
      "<count>",
      "</count>",
    ]);
    expect(material.split("\n")[1]!.startsWith("{")).toBe(true);
  });

  it("a task as long as a book is cut", async () => {
    const { questions } = await distillWith(replyOf(), {
      events: [event("r1", { task: "x".repeat(1e6) }), event("r2")],
    });
    expect(materialOf(questions[0]).length).toBeLessThan(5000);
  });

  it("failures come first when not all runs can be shown, and a run counts once", async () => {
    const events = [
      event("right", { outcome: "right" }),
      event("unknown", { outcome: "unknown" }),
      event("failed", { outcome: "failed" }),
      event("wrong"),
      event("wrong"),
    ];
    const { questions } = await distillWith(replyOf(), { events, maxEvents: 3 });
    expect(runsIn(questions[0])).toEqual(["wrong", "failed", "unknown"]);
  });

  it("nothing is asked until enough is new; a run that a record tells of is not new", async () => {
    const existing = [held("a", "r1"), held("b", "r2")];
    const few = await distillWith(replyOf(), { existing });
    expect(few).toEqual({
      questions: [],
      result: { candidates: [], reasons: ["only 1 new runs, and 2 are worth a look"] },
    });
    const one = await distillWith(replyOf(), { existing, minNewEvents: 1 });
    expect(one.questions.map(runsIn)).toEqual([["r3"]]);
    expect((await distillWith(replyOf(), { events: [], minNewEvents: 0 })).questions).toEqual([]);
  });
});

describe("what becomes of the reply", () => {
  it("an insight becomes a candidate with its whole provenance, in the form a memory takes", async () => {
    const { result } = await distillWith(
      replyOf(
        insight(" Round\n up. ", {
          type: "summary",
          importance: 0.7,
          spans: ["r2-root", "r1-root", "r2-root"],
        }),
      ),
    );
    expect(result).toEqual({
      candidates: [
        {
          id: expect.stringMatching(/^summary-[0-9a-f]{16}$/),
          type: "summary",
          text: "Round up.",
          importance: 0.7,
          provenance: { span: "r2-root", run: "r2", spans: ["r2-root", "r1-root"] },
        },
      ],
      reasons: [],
    });
    const memory = {
      description: "Notes.",
      mask: [],
      strategy: "session" as const,
      limits: { maxRecords: 5, maxTokens: 99 },
      records: [],
    };
    const after = { ...memory, records: addRecords(memory, result.candidates) };
    expect(memoryContentSchema.parse(structuredClone(after))).toEqual(after);
  });

  it("the same reply gives the same candidates", async () => {
    const reply = replyOf(insight("Round up."), insight("Ask for the date."));
    expect((await distillWith(reply)).result).toEqual((await distillWith(reply)).result);
  });

  /** Texts of the candidates, then `!` and the reasons. */
  const CASES: ReadonlyArray<readonly [title: string, reply: Reply, expected: readonly string[]]> = [
    ["an empty list is no fault", replyOf(), []],
    [
      "the most important come first, and no more than wanted",
      replyOf(
        insight("Aa bb", { importance: 0.1 }),
        insight("Cc dd", { importance: 0.9 }),
        insight("Ee ff", { importance: 0.5 }),
        insight("Gg hh", { importance: 0.7 }),
      ),
      ["Cc dd", "Gg hh", "Ee ff"],
    ],
    [
      "a type that is missing or unknown is an insight",
      replyOf(insight("Aa bb", { type: "order" })),
      ["Aa bb"],
    ],
    ["what the memory says already is left out", replyOf(insight("KNOWN, already!")), []],
    ["slots in a note stay as they are", replyOf(insight("Say {{task}}.")), ["Say {{task}}."]],
    [
      "an insight without a span is left out",
      replyOf(insight("Aa", { spans: [] }), insight("Bb")),
      ["Bb", "!an insight cites no span that was shown"],
    ],
    [
      "an invented span supports nothing",
      replyOf(insight("Aa", { spans: ["r9-root", "constructor", "__proto__"] })),
      ["!an insight cites no span that was shown"],
    ],
    [
      "a credential never becomes a note",
      replyOf(insight(`Use sk-${"a".repeat(30)} as the key.`)),
      ["!an insight holds what looks like a credential"],
    ],
    [
      "an essay is no note",
      replyOf(insight("x".repeat(601))),
      ["!an insight does not have the form that was asked for"],
    ],
    [
      "an empty note is none",
      replyOf(insight(" \n ")),
      ["!an insight does not have the form that was asked for"],
    ],
    [
      "an importance that is no number is not guessed",
      replyOf(insight("Aa", { importance: "high" })),
      ["!an insight does not have the form that was asked for"],
    ],
    [
      "an insight that is no object is left out",
      replyOf("Aa", null, insight("Bb")),
      [
        "Bb",
        "!an insight does not have the form that was asked for",
        "!an insight does not have the form that was asked for",
      ],
    ],
    [
      "no answer in the asked form",
      { end: async () => Promise.resolve(err("It is prose.")) },
      ["!It is prose."],
    ],
  ];

  it.each(CASES)("%s", async (_title, reply, expected) => {
    const { result } = await distillWith(reply, { existing: [held("Known already.")] });
    expect([
      ...result.candidates.map(({ text }) => text),
      ...result.reasons.map((reason) => `!${reason}`),
    ]).toEqual(expected);
  });

  it.each([
    ["a list", []],
    ["another document", { notes: [] }],
    ["nothing", null],
  ] as const)(
    "%s has not the asked form: it is for the model to mend, not to be guessed at",
    async (_title, document) => {
      const { result } = await distillWith({ document });
      expect([result.candidates, result.reasons.length]).toEqual([[], 1]);
    },
  );

  it("importance is held between 0 and 1", async () => {
    const { result } = await distillWith(
      replyOf(insight("Aa bb", { importance: 7 }), insight("Cc dd", { importance: -1 })),
    );
    expect(result.candidates.map(({ importance }) => importance)).toEqual([1, 0]);
  });

  it("repeats within the reply become one note with the spans of all, in the most important one's words", async () => {
    const { result } = await distillWith(
      replyOf(
        insight("totals are rounded up", { importance: 0.3, spans: ["r1-root"] }),
        insight("Totals rounded up.", { importance: 0.8, spans: ["r3-root"] }),
        insight("Totals rounded down.", { importance: 0.5, spans: ["r2-root"] }),
      ),
    );
    expect(result.candidates.map(({ text, provenance: { run, spans } }) => ({ text, run, spans }))).toEqual([
      { text: "Totals rounded up.", run: "r3", spans: ["r3-root", "r1-root"] },
      { text: "Totals rounded down.", run: "r2", spans: ["r2-root"] },
    ]);
  });
});

describe("a model that fails", () => {
  const failWith = (error: Error): Reply => ({ end: async () => Promise.reject(error) });

  const CODES: ReadonlyArray<readonly [code: ErrorCode, isReason: boolean]> = [
    ["model-refused", true],
    ["model-malformed", true],
    ["model-truncated", true],
    ["model-unavailable", true],
    ["model-rate-limited", true],
    ["model-timeout", true],
    ["model-key-missing", false],
    ["model-account-refused", false],
    ["model-unknown", false],
    ["budget-exhausted", false],
    ["price-unknown", false],
    ["cancelled", false],
  ];

  it.each(CODES)("with %s is a reason for having no candidates: %s", async (code, isReason) => {
    const attempt = distillWith(failWith(new AppError(code, "It said no.")));
    if (!isReason) return expect(attempt).rejects.toMatchObject({ code });
    return expect((await attempt).result).toEqual({
      candidates: [],
      reasons: ["the model gave no reply: It said no."],
    });
  });

  it("by a defect of ours is not hidden", async () => {
    await expect(distillWith(failWith(new TypeError("a bug")))).rejects.toThrow(TypeError);
  });
});
