import type { Behaviour } from "#test/endpoints/behaviour.ts";
import {
  asAsked,
  calls,
  chunk,
  chunks,
  counts,
  done,
  ends,
  event,
  HEAD,
  refusal,
  says,
  stream,
} from "#test/endpoints/replies.ts";

/** Of services with a behaviour or two each. */
export const HOSTED: readonly Behaviour[] = [
  {
    id: "anthropic-no-credit",
    endpoint: "Anthropic",
    title: "An account without credit is refused like a bad request, with a 400.",
    source: "anthropics/claude-quickstarts#229",
    asked: "evaluate",
    server: [
      {
        reply: refusal(400, {
          type: "error",
          error: {
            type: "invalid_request_error",
            message: "Your credit balance is too low to access the API.",
          },
        }),
      },
    ],
    right: { error: "model-account-refused", stops: true, says: ["credit"], requests: [1, 4] },
  },
  {
    id: "xai-wrong-key",
    endpoint: "xAI",
    title: "A wrong key is refused like a bad request, with a 400 whose error is a text.",
    source: "continuedev/continue#10778",
    asked: "evaluate",
    server: [
      {
        reply: refusal(400, {
          code: "Client specified an invalid argument",
          error: "Incorrect API key provided: xa***ey. You can obtain one from the console.",
        }),
      },
    ],
    right: { error: "model-key-missing", stops: true, says: ["key"], requests: [1, 4] },
  },
  {
    id: "moonshot-usage-in-the-choice",
    endpoint: "Moonshot",
    title: "What an answer used stands inside its choice and not beside it.",
    source: "earendil-works/pi#2017",
    asked: "run",
    server: [
      {
        reply: chunks(calls(done()), {
          ...HEAD,
          choices: [{ index: 0, delta: {}, finish_reason: "tool_calls", usage: counts(20, 5) }],
        }),
      },
    ],
    right: { error: null, output: "5", tokens: { input: 20, output: 5 } },
  },
  {
    id: "moonshot-only-one-temperature",
    endpoint: "Moonshot",
    title: "Only one temperature is taken, and that it is the temperature stands in the sentence alone.",
    source: "Bike4Mind/bike4mind#1089",
    asked: "run",
    server: [
      {
        when: { differs: { temperature: 1 } },
        reply: refusal(400, {
          error: {
            message: "invalid temperature: only 1 is allowed for this model",
            type: "invalid_request_error",
          },
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2, lastRequest: { not: { differs: { temperature: 1 } } } },
  },
  {
    id: "qwen-account-in-arrears",
    endpoint: "Qwen",
    title: "An account in arrears is refused with a 400 and the code Arrearage.",
    source: "hsliuping/TradingAgents-CN#170",
    asked: "evaluate",
    server: [
      {
        reply: refusal(400, {
          error: {
            code: "Arrearage",
            param: null,
            message: "Access denied, please make sure your account is in good standing.",
            type: "Arrearage",
          },
          request_id: "f9fdb027",
        }),
      },
    ],
    right: { error: "model-account-refused", stops: true, says: ["good standing"], requests: [1, 4] },
  },
  {
    id: "nvidia-name-in-every-fragment",
    endpoint: "NVIDIA NIM",
    title: "Every fragment of a call repeats the tool's name.",
    source: "NousResearch/hermes-agent#11984",
    asked: "run",
    server: [
      {
        reply: chunks(
          calls({ index: 0, id: "c1", type: "function", function: { name: "done", arguments: '{"out' } }),
          calls({ index: 0, function: { name: "done", arguments: 'put":"' } }),
          calls({ index: 0, function: { name: "done", arguments: '{{sum}}"}' } }),
          ends("tool_calls"),
        ),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "together-ends-with-eos",
    endpoint: "Together",
    title: "An answer that came to its end says eos where others say stop.",
    source: "openai/openai-dotnet#267",
    asked: "run",
    server: [{ reply: chunks(says("{{sum}}"), ends("eos")) }],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "perplexity-whole-text-in-each-chunk",
    endpoint: "Perplexity",
    title: "Beside what is new every chunk holds the whole text so far, and no [DONE] comes.",
    source: "perplexityai/api-discussion#209",
    asked: "run",
    server: [
      {
        reply: stream(
          ...["The sum", "The sum is {{sum}}"].map((content, at) =>
            event({
              ...HEAD,
              choices: [
                {
                  index: 0,
                  finish_reason: at === 0 ? null : "stop",
                  delta: { role: "assistant", content: at === 0 ? content : " is {{sum}}" },
                  message: { role: "assistant", content },
                },
              ],
              usage: counts(20, 5),
            }),
          ),
        ),
      },
    ],
    right: { error: null, output: "The sum is 5", requests: 1, tokens: { input: 20, output: 5 } },
  },
  {
    id: "longcat-no-space-after-data",
    endpoint: "LongCat",
    title: "Events are written data:{…}, without the space that most have there.",
    source: "davidmigloz/langchain_dart#778",
    asked: "run",
    server: [
      {
        reply: stream(
          `data:${JSON.stringify({ ...chunk({ role: "assistant", content: "", function_call: null }), lastOne: false })}\n\n`,
          `data:${JSON.stringify(calls(done()))}\n\n`,
          `data:${JSON.stringify({ ...ends("tool_calls"), lastOne: true })}\n\n`,
          "data:[DONE]\n\n",
        ),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
];
