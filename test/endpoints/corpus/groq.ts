import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, calls, chunks, counts, done, ends, refusal } from "#test/endpoints/replies.ts";

export const GROQ: readonly Behaviour[] = [
  {
    id: "groq-call-could-not-be-read",
    endpoint: "Groq",
    title: "What the model wrote for a tool call could not be read, and the whole request is refused for it.",
    source: "groq/groq-typescript#28",
    asked: "run",
    server: [
      {
        reply: refusal(400, {
          error: {
            message: "Failed to call a function. Adjust the prompt; see failed_generation.",
            type: "invalid_request_error",
            code: "tool_use_failed",
            failed_generation: '<function=done>{"output": 5</function>',
          },
        }),
      },
    ],
    right: { error: ["model-refused", "model-malformed"], says: ["call a function"], requests: [1, 5] },
  },
  {
    id: "groq-larger-than-a-minute",
    endpoint: "Groq",
    title:
      "A request that takes more tokens than the account may use in a minute never passes, however long one waits.",
    source: "assafelovic/gpt-researcher#985",
    asked: "run",
    server: [
      {
        reply: refusal(413, {
          error: {
            message:
              "Request too large for model {{model}} on tokens per minute (TPM): Limit 1000, Requested 2130",
            type: "tokens",
            code: "rate_limit_exceeded",
          },
        }),
      },
    ],
    right: { error: ["model-refused", "model-rate-limited"], says: ["tokens per minute"], requests: 1 },
  },
  {
    id: "groq-usage-of-its-own",
    endpoint: "Groq",
    title: "What an answer used stands in a member of its own, x_groq, and nowhere else.",
    source: "Portkey-AI/gateway#1072",
    asked: "run",
    server: [
      {
        reply: chunks(calls(done()), {
          ...ends("tool_calls"),
          x_groq: { id: "req_1", usage: { queue_time: 0.02, ...counts(20, 5) } },
        }),
      },
    ],
    right: { error: null, output: "5", tokens: { input: 20, output: 5 } },
  },
  {
    id: "groq-try-again-in",
    endpoint: "Groq",
    title: "How long to wait after too many tokens stands in the sentence, with a fraction of a second.",
    source: "elizaOS/eliza#4040",
    asked: "run",
    server: [
      {
        when: { not: { afterMs: 1700 } },
        reply: refusal(429, {
          error: {
            message:
              "Rate limit reached on tokens per minute (TPM): Limit 6000, Used 5034. Please try again in 1.77s.",
            type: "tokens",
            code: "rate_limit_exceeded",
          },
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
];
