import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestWorkspace, type TestWorkspace } from "#test/support/test-workspace.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";

/** A file as people have it, and what must come of it: the items in id order, and what was said. */
type Case = {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly items: ReadonlyArray<readonly [input: unknown, expected: unknown]>;
  readonly notes?: readonly RegExp[];
  readonly skipped?: readonly RegExp[];
};

const lines = (...records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");
const say = (role: string, content: unknown) => ({ role, content });

const CASES: readonly Case[] = [
  {
    title: "promptfoo with shared checks, a table of tests and a rubric",
    files: {
      "promptfooconfig.yaml": `# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json
description: Support answers
prompts: [file://prompts/support.txt]
providers: [openai:gpt-4o-mini]
defaultTest: file://shared.yaml
tests: file://cases.csv
`,
      "prompts/support.txt": "Answer briefly.\n\n{{ question }}",
      "shared.yaml":
        "assert:\n  - type: not-icontains\n    value: as an ai\n  - type: llm-rubric\n    value: is polite\n",
      "cases.csv":
        'question,topic,__expected\n"Where is my order, please?",orders,contains: tracking\nCan I pay later?,pay,"icontains-any: yes, no"\n',
    },
    items: [
      [
        { question: "Where is my order, please?", topic: "orders" },
        {
          checks: [
            { type: "contains", value: "tracking" },
            { type: "icontains", value: "as an ai", not: true },
          ],
        },
      ],
      [
        { question: "Can I pay later?", topic: "pay" },
        {
          checks: [
            { type: "icontains-any", value: ["yes", "no"] },
            { type: "icontains", value: "as an ai", not: true },
          ],
        },
      ],
    ],
    skipped: [/llm-rubric check was left out: no scorer asks a model \(so in 2 places\)/],
  },
  {
    title: "promptfoo with scenarios, anchors and code",
    files: {
      "eval.yaml": `prompts: ["Translate to {{language}}: {{text}}"]
scenarios:
  - config:
      - vars: {language: French, expected: bonjour}
      - vars: {language: Italian, expected: ciao}
    tests:
      - &base
        vars: {text: hello}
        assert:
          - {type: javascript, value: "output.toLowerCase().includes(context.vars.expected)"}
          - {type: cost, threshold: 0.01}
`,
    },
    items: ["French", "Italian"].map((language, at) => [
      { text: "hello", language },
      {
        checks: [{ type: "javascript", value: "output.toLowerCase().includes(context.vars.expected)" }],
        vars: { expected: ["bonjour", "ciao"][at] },
      },
    ]),
    skipped: [/cost check was left out/],
  },
  {
    title: "promptfoo's configuration as JSON",
    files: {
      "promptfooconfig.json": JSON.stringify({
        prompts: ["{{q}}"],
        tests: [{ vars: { q: "1+1" }, assert: [{ type: "equals", value: "2" }] }],
      }),
    },
    items: [[{ q: "1+1" }, "2"]],
  },
  {
    title: "samples of OpenAI Evals",
    files: {
      "samples.jsonl": lines(
        {
          input: [say("system", "Answer briefly."), say("user", "Capital of France?")],
          ideal: ["Paris", "paris"],
        },
        { input: "Q: 2+2\nA:", ideal: "4" },
        { input: [say("user", "?")], ideal: [] },
      ),
    },
    items: [
      ["Answer briefly.\n\nCapital of France?", ["Paris", "paris"]],
      ["Q: 2+2\nA:", "4"],
    ],
    notes: [/samples of OpenAI Evals/],
    skipped: [/^3: its answer is an empty list/],
  },
  {
    title: "a registry of OpenAI Evals with its samples",
    files: {
      "coins.yaml": `coins:
  id: coins.dev.v0
  metrics: [accuracy]
coins.dev.v0:
  class: evals.elsuite.basic.match:Match
  args: {samples_jsonl: coins/samples.jsonl}
coins-fact.dev.v0:
  class: evals.elsuite.modelgraded.classify:ModelBasedClassify
  args: {samples_jsonl: coins/samples.jsonl, modelgraded_spec: fact}
`,
      "coins/samples.jsonl": lines({ input: [say("user", "Heads?")], ideal: ["Yes (1)", "No"] }),
    },
    items: [["Heads?", ["^Yes \\(1\\)", "^No"]]],
    skipped: [/coins-fact.dev.v0 was left out: no scorer does what evals.elsuite.modelgraded/],
  },
  {
    title: "the log of a run of OpenAI Evals",
    files: {
      "run.jsonl": lines(
        { spec: { completion_fns: ["gpt-4"], eval_name: "coins", run_id: "r" } },
        {
          run_id: "r",
          event_id: 0,
          sample_id: "coins.0",
          type: "sampling",
          data: { prompt: [say("user", "Heads?")], sampled: ["Yes"] },
        },
        {
          run_id: "r",
          event_id: 1,
          sample_id: "coins.0",
          type: "match",
          data: { correct: true, expected: "Yes", picked: "Yes" },
        },
        {
          run_id: "r",
          event_id: 2,
          sample_id: "coins.1",
          type: "sampling",
          data: { prompt: "Tails?", sampled: ["?"] },
        },
        { final_report: { accuracy: 1 } },
      ),
    },
    items: [["Heads?", "Yes"]],
    notes: [/log of a run of OpenAI Evals/],
    skipped: [/^4: the log does not say what was expected of sample coins.1/],
  },
  {
    title: "items of the Evals API",
    files: {
      "items.jsonl": lines(
        { item: { ticket_text: "My screen is dark", correct_label: "Hardware" } },
        { item: { note: "nothing to compare" } },
      ),
    },
    items: [["My screen is dark", "Hardware"]],
    notes: [/items of the Evals API/],
    skipped: [/^2: no field of its item is called an answer/],
  },
  {
    title: "an evaluation of the Evals API with its criteria",
    files: {
      "eval.json": JSON.stringify(
        {
          name: "tickets",
          testing_criteria: [
            {
              type: "string_check",
              name: "label",
              input: "{{ sample.output_text }}",
              operation: "ilike",
              reference: "{{ item.label }}",
            },
            { type: "score_model", name: "tone", model: "gpt-4o" },
          ],
          data_source: {
            source: { type: "file_content", content: [{ item: { text: "dark", label: "hardware" } }] },
          },
        },
        null,
        2,
      ),
    },
    items: [["dark", { checks: [{ type: "icontains", value: "hardware" }] }]],
    notes: [/evaluation of the Evals API/, /"tone" was left out: no scorer does score_model/],
  },
  {
    title: "an evalset of the Agent Development Kit",
    files: {
      "home.evalset.json": JSON.stringify(
        {
          eval_set_id: "home",
          name: "",
          eval_cases: [
            {
              eval_id: "lights",
              conversation: [
                {
                  invocation_id: "1",
                  user_content: { parts: [{ text: "Turn off the light" }], role: "user" },
                  final_response: { parts: [{ text: "It is off." }], role: "model" },
                  intermediate_data: {
                    tool_uses: [{ name: "switch", args: {} }],
                    intermediate_responses: [],
                  },
                },
              ],
              session_input: { app_name: "home", user_id: "u", state: { room: "kitchen" } },
            },
            {
              eval_id: "two-turns",
              conversation: [
                { user_content: { parts: [{ text: "Hi" }] }, final_response: { parts: [{ text: "Hello" }] } },
                {
                  user_content: { parts: [{ text: "Who am I?" }] },
                  final_response: { parts: [{ text: "Ada" }] },
                },
              ],
            },
            { eval_id: "silent", conversation: [{ user_content: { parts: [{ text: "Hi" }] } }] },
            { eval_id: "played", conversation_scenario: { starting_prompt: "Hi" } },
            {
              eval_id: "picture",
              conversation: [
                { user_content: { parts: [{ inline_data: { mime_type: "image/png", data: "AA==" } }] } },
              ],
            },
          ],
        },
        null,
        2,
      ),
    },
    items: [
      ["Turn off the light", "It is off."],
      ["User: Hi\n\nAssistant: Hello\n\nUser: Who am I?", "Ada"],
    ],
    notes: [/Agent Development Kit/, /tool calls that 1 of its cases/, /session state that 1 of its cases/],
    skipped: [
      /^\d+: its last turn has no final response/,
      /a model plays its user/,
      /something that is no text/,
    ],
  },
  {
    title: "a test file of the Agent Development Kit's older form",
    files: {
      "hello.test.json": JSON.stringify([
        { query: "hello", expected_tool_use: [], reference: "Hi!" },
        { query: "roll a die", expected_tool_use: [{ tool_name: "roll" }], reference: "" },
      ]),
    },
    items: [["hello", "Hi!"]],
    notes: [/test file of the Agent Development Kit/, /tool calls that 1/],
    skipped: [/no reference to compare with/],
  },
  {
    title: "a fine-tuning file of chats",
    files: {
      "train.jsonl": lines(
        {
          messages: [
            say("system", "You are Marv."),
            say("user", "Capital of France?"),
            say("assistant", "Paris, obviously."),
          ],
        },
        {
          messages: [
            say("user", "a"),
            say("assistant", "b"),
            say("user", "c"),
            { ...say("assistant", "d"), weight: 1 },
          ],
        },
        { messages: [say("user", [{ type: "text", text: "parts" }]), say("assistant", "yes")] },
        {
          messages: [
            say("user", [{ type: "image_url", image_url: { url: "x" } }]),
            say("assistant", "a cat"),
          ],
        },
        { messages: [say("user", "w?"), { role: "assistant", content: null, tool_calls: [{}] }] },
        { messages: [say("user", "unanswered")] },
      ),
    },
    items: [
      ["You are Marv.\n\nCapital of France?", "Paris, obviously."],
      ["User: a\n\nAssistant: b\n\nUser: c", "d"],
      ["parts", "yes"],
    ],
    notes: [/are conversations: the last message of the assistant is the answer/],
    skipped: [/^4: .*no text/, /^5: .*calls a tool/, /^6: its last message is not the assistant's/],
  },
  {
    title: "a file for reinforcement fine-tuning",
    files: { "rft.jsonl": lines({ messages: [say("user", "2+2?")], reference_answer: "4" }) },
    items: [["2+2?", "4"]],
  },
  {
    title: "ShareGPT's conversations",
    files: {
      "sharegpt.jsonl": lines({
        id: "c1",
        conversations: [
          { from: "system", value: "Be kind." },
          { from: "human", value: "Hi" },
          { from: "gpt", value: "Hello!" },
        ],
      }),
    },
    items: [["Be kind.\n\nHi", "Hello!"]],
    notes: [/are conversations/],
  },
  {
    title: "prompts with completions",
    files: {
      "old.jsonl": lines(
        { prompt: "Item: apple ->", completion: " fruit\n" },
        { prompt: "x", completion: " " },
      ),
    },
    items: [["Item: apple ->", "fruit"]],
    notes: [/prompts with their completions/],
    skipped: [/^2: its answer is empty/],
  },
  {
    title: "Alpaca's instructions",
    files: {
      "alpaca.jsonl": lines(
        { instruction: "Add.", input: "1, 2", output: "3" },
        { instruction: "Name a colour.", input: "", output: "Blue" },
      ),
    },
    items: [
      ["Add.\n\n1, 2", "3"],
      ["Name a colour.", "Blue"],
    ],
    notes: [/are instructions/],
  },
  {
    title: "preferences",
    files: {
      "dpo.jsonl": lines(
        { prompt: "Best fruit?", chosen: "Apple", rejected: "Rock" },
        {
          input: { messages: [say("user", "Say hi")] },
          preferred_output: [say("assistant", "hi")],
          non_preferred_output: [say("assistant", "no")],
        },
      ),
    },
    items: [
      ["Best fruit?", "Apple"],
      ["Say hi", "hi"],
    ],
    notes: [/prefer one answer/],
  },
  {
    title: "SQuAD as rows",
    files: {
      "squad.jsonl": lines(
        {
          id: "s1",
          context: "Ada was born in 1815.",
          question: "When?",
          answers: { text: ["1815", "in 1815", "1815"], answer_start: [17] },
        },
        { id: "s2", context: "Nothing.", question: "Why?", answers: { text: [], answer_start: [] } },
      ),
    },
    items: [["Ada was born in 1815.\n\nWhen?", ["1815", "in 1815"]]],
    notes: [/questions with accepted answers/],
    skipped: [/^2: it has no answer/],
  },
  {
    title: "SQuAD as its authors publish it",
    files: {
      "dev-v2.0.json": JSON.stringify(
        {
          version: "v2.0",
          data: [
            {
              title: "Ada",
              paragraphs: [
                {
                  context: "Ada was born in 1815.",
                  qas: [
                    {
                      id: "q1",
                      question: "When?",
                      answers: [{ text: "1815", answer_start: 16 }],
                      is_impossible: false,
                    },
                    { id: "q2", question: "Where?", answers: [], is_impossible: true },
                  ],
                },
              ],
            },
          ],
        },
        null,
        1,
      ),
    },
    items: [["Ada was born in 1815.\n\nWhen?", ["1815"]]],
    notes: [/SQuAD's form/],
    skipped: [/^\d\d: it has no answer/],
  },
  {
    title: "HotpotQA",
    files: {
      "hotpot.jsonl": lines({
        id: "h1",
        question: "Which is older?",
        answer: "A",
        supporting_facts: { title: ["A"], sent_id: [0] },
        context: { title: ["A", "B"], sentences: [["A began in 1900.", " It ended."], ["B began in 1950."]] },
      }),
    },
    items: [["A: A began in 1900. It ended.\n\nB: B began in 1950.\n\nWhich is older?", "A"]],
    notes: [/questions over several paragraphs/],
  },
  {
    title: "choices with the place of the right one",
    files: {
      "mmlu.jsonl": lines(
        { question: "2+2?", subject: "maths", choices: ["3", "4", "5", "6"], answer: 1 },
        { question: "?", subject: "maths", choices: ["a", "b"], answer: 7 },
      ),
    },
    items: [["2+2?\n\nA) 3\nB) 4\nC) 5\nD) 6", ["B", "4"]]],
    notes: [/questions with choices/],
    skipped: [/^2: which of its choices is right cannot be told/],
  },
  {
    title: "choices with labels of their own",
    files: {
      "arc.jsonl": lines({
        id: "a1",
        question: "Which floats?",
        choices: { text: ["stone", "cork"], label: ["1", "2"] },
        answerKey: "2",
      }),
    },
    items: [["Which floats?\n\n1) stone\n2) cork", ["2", "cork"]]],
  },
  {
    title: "choices as columns of a table",
    files: { "quiz.csv": "question,A,B,C,D,answer\nCapital of France?,Rome,Paris,Bern,Oslo,B\n" },
    items: [["Capital of France?\n\nA) Rome\nB) Paris\nC) Bern\nD) Oslo", ["B", "Paris"]]],
  },
  {
    title: "worked solutions",
    files: { "gsm.jsonl": lines({ question: "3 bags of 4?", answer: "3*4=<<3*4=12>>12\n#### 12" }) },
    items: [["3 bags of 4?", "12"]],
    notes: [/behind #### is the answer/],
  },
  {
    title: "an answer with its other names",
    files: {
      "trivia.jsonl": lines({
        question: "Big Apple?",
        answer: { value: "New York", aliases: ["NYC", "New York"] },
      }),
    },
    items: [["Big Apple?", ["New York", "NYC"]]],
  },
  {
    title: "examples with inputs and outputs",
    files: {
      "dataset.jsonl": lines(
        { id: "l1", inputs: { question: "1+1" }, outputs: { answer: "2" }, metadata: {} },
        { id: "l2", inputs: { a: "x", b: "y" }, outputs: { answer: "z" } },
      ),
    },
    items: [
      ["1+1", "2"],
      [{ a: "x", b: "y" }, "z"],
    ],
    notes: [/are examples/],
  },
];

let folder: string;
let desk: TestWorkspace;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "files-of-tools-"));
  await initWorkspace(join(folder, "workspace"), { from: "empty" });
  desk = openTestWorkspace(join(folder, "workspace"));
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(at: number, files: Case["files"]): string {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, `case-${at}`, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return join(folder, `case-${at}`, Object.keys(files)[0] ?? "");
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe("[S37] [S41] files of other tools", () => {
  it.each(CASES.map((one, at) => ({ ...one, at })))(
    "$title",
    async ({ files, items, notes, skipped = [], at }) => {
      const source = { path: write(at, files) };
      const preview = await desk.client.data.preview({ source, limit: 50 });
      const imported = await desk.client.data.import({ source, name: `case-${at}`, split: "train" });
      const { items: kept } = await desk.client.data.items({ dataset: `case-${at}`, split: "train" });
      expect({
        items: kept.map(({ input, expected }) => [input, expected]).toSorted(byText),
        skipped: imported.skipped.map(({ line, reason }) => `${line}: ${reason}`),
      }).toEqual({
        items: items.toSorted(byText),
        skipped: skipped.map((pattern) => expect.stringMatching(pattern)),
      });
      if (notes === undefined) return;
      expect(imported.notes).toEqual(notes.map((pattern) => expect.stringMatching(pattern)));
      expect(preview.notes).toEqual(imported.notes);
    },
  );

  it("are read by the fields that somebody names, whatever they look like", async () => {
    const source = { text: lines({ messages: [say("user", "q"), say("assistant", "a")], topic: "t" }) };
    const { rows, notes } = await desk.client.data.preview({
      source,
      format: "jsonl",
      input: ["messages.0.content"],
      answer: "topic",
    });
    expect({ rows, notes }).toEqual({
      rows: [{ line: 1, input: "q", expected: "t", problem: null }],
      notes: [],
    });
  });

  it("are refused where they hold nothing that could be asked, with the first reason", async () => {
    const source = {
      path: write(900, { "none.evalset.json": '{"eval_set_id": "e", "eval_cases": [{"eval_id": "x"}]}' }),
    };
    await expect(desk.client.data.import({ source, name: "none" })).rejects.toMatchObject({
      data: { code: "dataset-invalid" },
      message: expect.stringContaining("it has no conversation"),
    });
  });
});
