import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, chunk, chunks, counts, done, calls, ends, refusal, says } from "#test/endpoints/replies.ts";

export const VLLM: readonly Behaviour[] = [
  {
    id: "vllm-roles-must-alternate",
    endpoint: "vLLM",
    title: "A model whose template knows no system role refuses every conversation that begins with one.",
    source: "microsoft/autogen#1037",
    asked: "run",
    server: [
      {
        when: { equals: { "messages.*.role": "system" } },
        reply: refusal(400, {
          object: "error",
          message: "Conversation roles must alternate user/assistant/user/assistant/...",
          type: "BadRequestError",
          param: null,
          code: 400,
        }),
      },
      { reply: asAsked() },
    ],
    right: {
      error: null,
      output: "5",
      requests: [2, 3],
      lastRequest: { not: { equals: { "messages.*.role": "system" } } },
    },
  },
  {
    id: "vllm-context-too-small",
    endpoint: "vLLM",
    title: "Prompt and output limit together are more than the context that the server was started with.",
    source: "vllm-project/vllm#20409",
    asked: "evaluate",
    server: [
      {
        reply: refusal(400, {
          object: "error",
          message:
            "This model's maximum context length is 1024 tokens; 2130 were asked for (130 in the messages).",
          type: "BadRequestError",
          param: null,
          code: 400,
        }),
      },
    ],
    right: { error: "model-refused", stops: true, says: ["context"], requests: 4 },
  },
  {
    id: "vllm-abort-as-end",
    endpoint: "vLLM",
    title: "An answer that the engine gave up ends like a whole one: finish_reason abort, then [DONE].",
    source: "vllm-project/vllm#57082",
    asked: "run",
    server: [{ times: 1, reply: chunks(says("First we add"), ends("abort")) }, { reply: asAsked() }],
    right: { error: null, output: "5", requests: 2 },
  },
  {
    id: "vllm-answer-in-reasoning",
    endpoint: "vLLM",
    title: "The reasoning parser takes the whole answer for reasoning, and the content stays empty.",
    source: "vllm-project/vllm#17349",
    asked: "run",
    server: [
      {
        reply: chunks(
          chunk({ role: "assistant", content: "" }),
          chunk({ content: null, reasoning_content: "The answer is {{sum}}." }),
          ends("stop"),
        ),
      },
    ],
    right: { error: "some", requests: [1, 5] },
  },
  {
    id: "vllm-grammar-lacks-feature",
    endpoint: "vLLM",
    title: "The grammar behind structured output refuses a JSON schema that has something it does not know.",
    source: "vllm-project/vllm#16321",
    asked: "session",
    server: [
      {
        when: { has: ["response_format.json_schema"] },
        reply: refusal(400, {
          object: "error",
          message: "The provided JSON schema contains features not supported by xgrammar.",
          type: "BadRequestError",
          param: null,
          code: 400,
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, proposals: { least: 1 } },
  },
  {
    id: "vllm-running-totals",
    endpoint: "vLLM",
    title: "Every chunk carries the usage so far; summed up, it would be many times what was used.",
    source: "bytedance/deer-flow#4537",
    asked: "run",
    server: [
      {
        reply: chunks(
          { ...chunk({ role: "assistant", content: "" }), usage: counts(20, 1) },
          { ...calls(done()), usage: counts(20, 4) },
          { ...ends("tool_calls"), usage: counts(20, 5) },
        ),
      },
    ],
    right: { error: null, output: "5", tokens: { input: 20, output: 5 } },
  },
  {
    id: "vllm-only-the-closing-think",
    endpoint: "vLLM",
    title: "The template opens the think block in the prompt, so the answer has only its closing tag.",
    source: "open-webui/open-webui#9808",
    asked: "run",
    server: [
      { reply: chunks(says("Two and three, perhaps 6? No."), says("\n</think>\n\n{{sum}}"), ends("stop")) },
    ],
    right: { error: null, output: "5" },
  },
];
