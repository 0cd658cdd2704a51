import type { Behaviour } from "#test/endpoints/behaviour.ts";
import {
  asAsked,
  calls,
  chunks,
  DONE,
  done,
  ends,
  event,
  HEAD,
  says,
  stream,
  usage,
} from "#test/endpoints/replies.ts";

export const OPENROUTER: readonly Behaviour[] = [
  {
    id: "openrouter-provider-fails-midway",
    endpoint: "OpenRouter",
    title: "The provider behind it fails while it answers: the last chunk has an error beside its choices.",
    source: "https://openrouter.ai/docs/api/reference/errors-and-debugging",
    asked: "run",
    server: [
      {
        times: 1,
        reply: chunks(says("First we add"), {
          ...HEAD,
          error: { code: 502, message: "The provider disconnected." },
          choices: [{ index: 0, delta: { content: "" }, finish_reason: "error" }],
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
  {
    id: "openrouter-comments-between-words",
    endpoint: "OpenRouter",
    title: "While a provider is slow, comments keep the stream alive between one word and the next.",
    source: "https://openrouter.ai/docs/api-reference/streaming",
    asked: "run",
    connection: { patience: { silenceSeconds: 1, attempts: 1 } },
    server: [
      {
        reply: stream(
          event(says("The sum: ")),
          { times: 6, everyMs: 300, text: ": OPENROUTER PROCESSING\n\n" },
          event(says("{{sum}}")),
          event(ends("stop")),
          event(usage(20, 5)),
          DONE,
        ),
      },
    ],
    right: { error: null, output: "The sum: 5", requests: 1 },
  },
  {
    id: "openrouter-ends-twice",
    endpoint: "OpenRouter",
    title: "Two chunks say that the answer ended, the second for the sake of its usage.",
    source: "skye-harris/hass_local_openai_llm#92",
    asked: "run",
    server: [
      {
        reply: chunks(calls(done()), ends("tool_calls"), {
          ...ends("tool_calls"),
          usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 },
        }),
      },
    ],
    right: { error: null, output: "5", requests: 1, tokens: { input: 20, output: 5 } },
  },
];
