import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, refusal, stream } from "#test/endpoints/replies.ts";

const TOO_LONG = "The prompt has more tokens than the context length of the loaded model.";

export const LM_STUDIO: readonly Behaviour[] = [
  {
    id: "lm-studio-no-json-object",
    endpoint: "LM Studio",
    title:
      "It takes a JSON schema or text, and refuses the JSON mode that others have where a person declared that.",
    source: "lmstudio-ai/lmstudio-bug-tracker#189",
    asked: "session",
    connection: { request: { structured: "json-object" } },
    server: [
      {
        when: { equals: { "response_format.type": "json_object" } },
        reply: refusal(400, { error: "'response_format.type' must be 'json_schema' or 'text'" }),
      },
      { reply: asAsked() },
    ],
    right: { stops: true, says: ["'json_schema' or 'text'"] },
  },
  {
    id: "lm-studio-error-event",
    endpoint: "LM Studio",
    title: "A prompt that does not fit is told with 200, in an event named error.",
    source: "lmstudio-ai/lmstudio-bug-tracker#2322",
    asked: "run",
    server: [
      {
        reply: stream(
          `event: error\ndata: ${JSON.stringify({ error: { message: TOO_LONG }, message: TOO_LONG })}\n\n`,
        ),
      },
    ],
    right: { error: "model-refused", says: ["context"], requests: 1 },
  },
];
