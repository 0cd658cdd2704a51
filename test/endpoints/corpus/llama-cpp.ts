import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { event, refusal, stream } from "#test/endpoints/replies.ts";

const TOO_LONG = {
  code: 400,
  message: "the request exceeds the available context size",
  type: "exceed_context_size_error",
  n_prompt_tokens: 1407,
  n_ctx: 256,
} as const;

export const LLAMA_CPP: readonly Behaviour[] = [
  {
    id: "llama-cpp-wants-jinja",
    endpoint: "llama.cpp",
    title: "A server that was started without --jinja answers every request with tools by a 500.",
    source: "containers/ramalama#988",
    asked: "run",
    server: [
      {
        reply: refusal(500, {
          error: { code: 500, message: "tools param requires --jinja flag", type: "server_error" },
        }),
      },
    ],
    right: { error: "model-refused", says: ["jinja"], requests: 1 },
  },
  {
    id: "llama-cpp-error-as-a-field",
    endpoint: "llama.cpp",
    title: "A failure in a stream stands in a line that begins with error: and is no event at all.",
    source: "ggml-org/llama.cpp#16109",
    asked: "run",
    connection: { patience: { attempts: 1 } },
    server: [{ reply: stream(`error: ${JSON.stringify(TOO_LONG)}\n\n`) }],
    right: { error: "some", requests: [1, 5] },
  },
  {
    id: "llama-cpp-error-after-200",
    endpoint: "llama.cpp",
    title: "A prompt that does not fit is told in the first event of a stream that began with 200.",
    source: "ggml-org/llama.cpp#14566",
    asked: "evaluate",
    server: [{ reply: stream(event({ error: TOO_LONG })) }],
    right: { error: "model-refused", stops: true, says: ["context"], requests: 4 },
  },
];
