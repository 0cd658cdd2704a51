import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, DONE, event, refusal, stream } from "#test/endpoints/replies.ts";

export const HUGGING_FACE: readonly Behaviour[] = [
  {
    id: "tgi-temperature-above-zero",
    endpoint: "Text Generation Inference",
    title: "A temperature of 0 is refused: it is to be above 0.",
    source: "vibrantlabsai/ragas#264",
    asked: "run",
    server: [
      {
        when: { equals: { temperature: 0 } },
        reply: refusal(422, {
          error: "Input validation error: `temperature` must be strictly positive",
          error_type: "validation",
        }),
      },
      { reply: asAsked() },
    ],
    right: {
      error: null,
      output: "5",
      requests: 2,
      lastRequest: { not: { equals: { temperature: 0 } } },
    },
  },
  {
    id: "tgi-too-long-inside-the-stream",
    endpoint: "Text Generation Inference",
    title: "A request that is too long is answered with 200 and an event whose error is a text.",
    source: "opea-project/GenAIInfra#487",
    asked: "run",
    server: [
      {
        reply: stream(
          event({
            error: "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048",
            error_type: "validation",
          }),
          DONE,
        ),
      },
    ],
    right: { error: "model-refused", says: ["tokens"], requests: 1 },
  },
  {
    id: "hf-model-is-loading",
    endpoint: "Hugging Face",
    title: "A model that loads is said to be there in so many seconds; until then it is not.",
    source: "huggingface/transformers#32665",
    asked: "run",
    connection: { patience: { attempts: 2 } },
    server: [
      {
        when: { not: { afterMs: 1500 } },
        reply: refusal(503, { error: "Model {{model}} is currently loading", estimated_time: 1.6 }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: [2, 4] },
  },
];
