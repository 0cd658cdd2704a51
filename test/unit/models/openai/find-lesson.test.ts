import { describe, expect, it } from "vitest";
import { joinRules } from "#core/domain/join-rules.ts";
import type { LearnedRule } from "#core/domain/adaptation.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import type { ChatRequest } from "#core/models/provider.ts";
import { readErrorDocument } from "#core/models/openai/error-body.ts";
import { findLesson } from "#core/models/openai/find-lesson.ts";
import { toChatParams } from "#core/models/openai/request.ts";

const TOOL = { name: "add", description: "adds", parameters: { type: "object", properties: { a: {} } } };
const AGENT: ChatRequest = {
  model: "m",
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: "hi" },
  ],
  tools: [TOOL],
  sampling: { temperature: 0, topP: 0.9, seed: 7, maxOutputTokens: 50 },
};
const QUESTION: ChatRequest = {
  model: "m",
  messages: [{ role: "user", content: "hi" }],
  sampling: { temperature: 0.7 },
  output: { name: "o", schema: { type: "object", properties: {} } },
};

type Asked = {
  readonly request?: ChatRequest;
  readonly status?: number;
  readonly declared?: RequestRules;
  readonly learned?: readonly LearnedRule[];
};

function learn(body: unknown, { request = AGENT, status = 400, declared = {}, learned = [] }: Asked = {}) {
  const rules = joinRules(declared, learned);
  const sent = { ...toChatParams(request, { isOpenAi: false }, rules ?? {}) };
  return findLesson({ status, words: readErrorDocument(body), request, sent, rules, declared })?.rule ?? null;
}

const said = (message: string) => ({ error: { message } });

describe("[M21] a refusal teaches", () => {
  it.each<[string, unknown, LearnedRule, Asked?]>([
    ["by its parameter", { error: { message: "no", param: "temperature" } }, { omit: ["temperature"] }],
    [
      "by a place",
      { detail: [{ loc: ["body", "seed"], msg: "Extra inputs are not permitted" }] },
      { omit: ["seed"] },
      { status: 422 },
    ],
    [
      "by a validator's words in a text",
      {
        object: "error",
        message: "[{'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted'}]",
      },
      { omit: ["stream_options"] },
    ],
    ["by its sentence", said("temperature is not supported here"), { omit: ["temperature"] }],
    [
      "the one figure that is taken",
      said("temperature: only the default of 1 is supported here"),
      { set: { temperature: 1 } },
    ],
    [
      "the figure in brackets",
      said(
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
      ),
      { set: { temperature: 1 } },
    ],
    [
      "to leave out what is that figure already",
      said("temperature: only the default of 1 is supported here"),
      { omit: ["temperature"] },
      { learned: [{ set: { temperature: 1 } }] },
    ],
    ["no figure of a range", said("temperature must be between 0.1 and 1"), { omit: ["temperature"] }],
    ["no figure of a bound", said("temperature must be greater than 0"), { omit: ["temperature"] }],
    ["by an argument", said("Unrecognized request argument supplied: seed"), { omit: ["seed"] }],
    [
      "by an unknown name",
      [said('Invalid JSON payload received. Unknown name "seed": Cannot find field.')],
      { omit: ["seed"] },
    ],
    ["in another spelling", said("Model x does not support parameter topP."), { omit: ["top_p"] }],
    [
      "of two, the one that comes later",
      said("`temperature` and `top_p` cannot both be specified for this model."),
      { omit: ["top_p"] },
    ],
    ["by what is deprecated", said("`temperature` is deprecated for this model."), { omit: ["temperature"] }],
    [
      "by what a model does not do",
      said("This model does not support temperature"),
      { omit: ["temperature"] },
    ],
    [
      "in the middle of it",
      said("With this model temperature must be greater than 0.5"),
      { omit: ["temperature"] },
    ],
    ["after a colon", said("Bad request: seed is not available"), { omit: ["seed"] }],
    ["listed after a colon", said("Extra inputs are not permitted: seed"), { omit: ["seed"] }],
    ["before its kind", said("The seed parameter is not known"), { omit: ["seed"] }],
    [
      "within a document within the sentence",
      said(`OpenAIException - {"error": {"message": "temperature is not supported with this model."}}`),
      { omit: ["temperature"] },
    ],
    ["quoted of another", said(`Upstream said: "Unsupported parameter: 'seed'"`), { omit: ["seed"] }],
    ["as a text alone", "stream_options is not supported", { omit: ["stream_options"] }],
    ["as an error that is a text", { error: "unknown field `seed`" }, { omit: ["seed"] }],
    [
      "where only some are known",
      said("Unknown parameter seed. Supported parameters: temperature, top_p"),
      { omit: ["seed"] },
    ],
    [
      "another name",
      said(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      ),
      { rename: { max_tokens: "max_completion_tokens" } },
    ],
    [
      "a limit that is too large",
      said("'max_tokens' is too large: 8092. This model's maximum context length is 4096 tokens"),
      { omit: ["max_tokens"] },
    ],
    [
      "to leave out what was renamed, where that is refused too",
      said("Unknown parameter: max_completion_tokens"),
      { omit: ["max_completion_tokens"] },
      { learned: [{ rename: { max_tokens: "max_completion_tokens" } }] },
    ],
    [
      "to ask for the answer in one piece",
      {
        error: {
          message: "Unsupported value: 'stream' does not support true with this model.",
          param: "stream",
        },
      },
      { omit: ["stream"] },
    ],
    ["the same by its sentence", said("Streaming is not supported for this model"), { omit: ["stream"] }],
    ["the same by its value", said("stream=true is not supported"), { omit: ["stream"] }],
    ["the same by its answers", said("Streaming responses are not available"), { omit: ["stream"] }],
    ["by what it holds", said("include_usage is not supported"), { omit: ["stream_options"] }],
    ["in Chinese", said("参数 seed 不支持"), { omit: ["seed"] }],
    ["by what is not made", said("Unsupported param: seed"), { omit: ["seed"] }, { status: 501 }],
    ["by what is called a failure", said("Unsupported param: seed"), { omit: ["seed"] }, { status: 500 }],
    ["plain schemas by a failure", said("failed to parse grammar"), { schemas: "plain" }, { status: 500 }],
    [
      "the next form, where a schema is too much",
      said("Output schema too complex"),
      { structured: "json-object" },
      { request: QUESTION },
    ],
    ["by a map of members", { errors: { seed: ["is not permitted"] } }, { omit: ["seed"] }, { status: 422 }],
    [
      "the next form",
      said("response_format json_schema is unavailable"),
      { structured: "json-object" },
      { request: QUESTION },
    ],
    [
      "the form after it",
      said("response_format json_schema is unavailable"),
      { structured: "words" },
      { request: QUESTION, learned: [{ structured: "json-object" }] },
    ],
    [
      "the next form by its place",
      { error: { message: "bad", param: "response_format.type" } },
      { structured: "json-object" },
      { request: QUESTION },
    ],
    ["a request without a system message", said("System role not supported"), { roles: "no-system" }],
    [
      "the same by a role's name",
      said("Unsupported value: 'messages[0].role' does not support 'system' with this model."),
      { roles: "no-system" },
    ],
    [
      "messages that take turns",
      said("Conversation roles must alternate user/assistant/user/assistant/..."),
      { roles: "alternating" },
    ],
    [
      "plain schemas",
      [
        said(
          "GenerateContentRequest.tools[0].function_declarations[1].parameters.properties: should be non-empty for OBJECT type",
        ),
      ],
      { schemas: "plain" },
    ],
    [
      "plain schemas by a keyword",
      [
        said(
          "Unknown name \"exclusiveMinimum\" at 'tools[0].function_declarations[6].parameters': Cannot find field.",
        ),
      ],
      { schemas: "plain" },
    ],
    [
      "plain schemas by a converter",
      said('JSON schema conversion failed:\nUnrecognized schema: {"description":"x"}'),
      { schemas: "plain" },
    ],
  ])("%s", (_title, body, rule, asked) => {
    expect(learn(body, asked)).toEqual(rule);
  });
});

describe("[M21] nothing is learned", () => {
  it.each<[string, unknown, Asked?]>([
    ["of a member that the request does not have", said("Unrecognized request argument supplied: logprobs")],
    [
      "of one that a person set",
      said("temperature: only the default of 1"),
      { declared: { set: { temperature: 2 } } },
    ],
    [
      "of one that a person renamed",
      said("unknown field n_predict"),
      { declared: { rename: { max_tokens: "n_predict" } } },
    ],
    ["of one that is left out already", { error: { param: "seed" } }, { learned: [{ omit: ["seed"] }] }],
    ["of what is asked", { error: { message: "tools is not supported", param: "tools" } }],
    ["of messages", { error: { message: "temperature is not a role", param: "messages.0.role" } }],
    ["of the model", { error: { message: "unknown model", param: "model" } }],
    ["from a failure", said("temperature is not supported"), { status: 500 }],
    ["from a limit of calls", said("temperature is not supported"), { status: 429 }],
    ["from a key", said("temperature is not supported"), { status: 401 }],
    [
      "about a form beyond words",
      said("response_format is not supported"),
      { request: QUESTION, learned: [{ structured: "words" }] },
    ],
    [
      "about a form that a person chose",
      said("response_format is not supported"),
      { request: QUESTION, declared: { structured: "json-object" } },
    ],
    ["about roles that take turns already", said("roles must alternate"), { request: QUESTION }],
    [
      "about schemas that are plain already",
      said("Unrecognized schema"),
      { learned: [{ schemas: "plain" }] },
    ],
    [
      "of a member in a text that refuses nothing of it",
      said("You asked about the temperature in Paris. Try later"),
    ],
    ["of a text that is quoted", said("Your input was rejected: 'Is the word seed not known to birds …'")],
    [
      "of a text that is quoted otherwise",
      said("Rejected: “The seed is unknown. It is not supported” is not for us"),
    ],
    ["of a word of the prompt", said("Your prompt contains the word 'seed', which is not allowed")],
    ["of the same word in another sense", said("We could not find the seed that the gardener wants")],
  ])("%s", (_title, body, asked) => {
    expect(learn(body, asked)).toBeNull();
  });
});
