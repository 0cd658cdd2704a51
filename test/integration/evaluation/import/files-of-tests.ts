import { lines, say, type FileCase } from "./file-case.ts";

/** Sets of tests and cases, as the tools that run them have them. */
export const FILES_OF_TESTS: readonly FileCase[] = [
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
    unread: [/llm-rubric check was left out: no scorer asks a model \(so in 2 places\)/],
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
    unread: [/cost check was left out/],
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
];
