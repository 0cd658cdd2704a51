import { answers, refuses, wantsKey, type PresetServer } from "./preset-server.ts";
import { ends } from "#test/endpoints/replies.ts";

/** What passes requests on to others. */
export const GATEWAYS: readonly PresetServer[] = [
  {
    name: "litellm",
    // What the model behind it does not know is refused by a list within a sentence, unless it is told to drop it.
    sources: [
      "https://docs.litellm.ai/docs/completion/drop_params",
      "kaiko-ai/eva#895",
      "https://docs.litellm.ai/docs/proxy/virtual_keys",
    ],
    models: ["team/claude"],
    rules: [
      wantsKey(401, {
        error: {
          message: "Authentication Error, No api key passed in.",
          type: "auth_error",
          param: "None",
          code: "401",
        },
      }),
      refuses({ has: ["seed"] }, 400, {
        error: {
          message:
            "litellm.UnsupportedParamsError: anthropic does not support parameters: ['seed'], for model=claude. To drop these, set `litellm.drop_params=True`",
          type: "None",
          param: "None",
          code: "400",
        },
      }),
      answers(
        { callId: "toolu_01A", usage: "when-asked" },
        { "x-litellm-model-id": "1", "x-litellm-response-cost": "0.00002" },
      ),
    ],
    lacks: null,
  },
  {
    name: "openrouter",
    // Comments before the first word; the provider's name in every chunk; a second end that carries the usage and its cost.
    sources: [
      "https://openrouter.ai/docs/api-reference/streaming",
      "https://openrouter.ai/docs/api/reference/errors-and-debugging",
      "skye-harris/hass_local_openai_llm#92",
    ],
    models: ["openai/gpt-oss-20b"],
    rules: [
      wantsKey(401, { error: { message: "No auth credentials found", code: 401 } }),
      answers({
        greeting: ": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n",
        thinks: { text: "Adding.", in: "reasoning" },
        chunkMembers: { provider: "Groq" },
        last: [
          {
            ...ends("tool_calls"),
            usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25, cost: 0 },
          },
        ],
      }),
    ],
    lacks: null,
  },
];
