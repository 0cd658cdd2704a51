import { describe, expect, it } from "vitest";
import { readErrorBody } from "#core/models/openai/error-body.ts";
import { errorBodyIn } from "#core/models/openai/error-frame.ts";

const EXTRA = [{ type: "extra_forbidden", loc: ["body", "seed"], msg: "Extra inputs are not permitted" }];

describe("[M23] what an endpoint said is read from bodies of every form", () => {
  it.each([
    ["OpenAI's", '{"error":{"message":"no seed","param":"seed","code":"x","type":"y"}}', "no seed", ["seed"]],
    ["a list", '[{"error":{"code":400,"message":"no key","status":"INVALID_ARGUMENT"}}]', "no key", []],
    ["an error that is a text", '{"error":"content must be a string"}', "content must be a string", []],
    ["a detail", '{"detail":"Not Found"}', "Not Found", []],
    ["a validator's list", JSON.stringify({ detail: EXTRA }), "Extra inputs are not permitted", ["seed"]],
    [
      "a document in a message",
      JSON.stringify({ object: "error", message: { detail: EXTRA } }),
      "Extra inputs are not permitted",
      ["seed"],
    ],
    [
      "a document written into a text",
      JSON.stringify({
        error: { message: "Provider returned error", metadata: { raw: '{"error":{"message":"inner"}}' } },
      }),
      "Provider returned error inner",
      [],
    ],
    [
      "a validator's words in another language's notation",
      JSON.stringify({
        object: "error",
        message: "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs'}]",
      }),
      "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs'}]",
      ["stream_options"],
    ],
    [
      "a place in a sentence",
      '{"message":"Validation error at #/stream_options: no"}',
      "Validation error at #/stream_options: no",
      ["stream_options"],
    ],
    ["a plain text", "upstream is gone", "upstream is gone", []],
    [
      "a page",
      "<html><head><title>502</title><style>a{}</style></head><body>Bad gateway</body></html>",
      " 502 Bad gateway",
      [],
    ],
    ["nothing", "", "", []],
    ["a map of members", '{"errors":{"seed":["is not permitted"]}}', "seed: is not permitted", ["seed"]],
    [
      "a map beside a sentence",
      '{"message":"Invalid.","errors":{"seed":["is not permitted"]}}',
      "seed: is not permitted Invalid.",
      ["seed"],
    ],
    ["an error within data", '{"data":{"error":{"msg":"frozen"}}}', "frozen", []],
    ["a member that nobody knows", '{"result":{"info":"bad"}}', "result.info: bad", ["result.info"]],
    ["a list of reasons", '{"status":"failure","reasons":["off here"],"code":17}', "off here", []],
    [
      "a list of issues",
      '{"error":{"issues":[{"code":"unrecognized_keys","keys":["seed"],"path":[],"message":"Unrecognized"}]}}',
      "Unrecognized",
      ["seed"],
    ],
    [
      "a path that is a list",
      '{"error":{"message":"no","details":[{"path":["seed"],"message":"Unknown"}]}}',
      "no Unknown",
      ["seed"],
    ],
    [
      "parameters by their names",
      '{"title":"Bad","invalid-params":[{"name":"seed","reason":"must not be"}]}',
      "Bad must not be",
      ["seed"],
    ],
    [
      "violations of fields",
      '{"error":{"message":"no","details":[{"@type":"x","fieldViolations":[{"field":"generation_config.temperature","description":"not here"}]}]}}',
      "no not here",
      ["temperature"],
    ],
    ["a pointer", '{"errors":[{"title":"no","source":{"pointer":"/data/attributes/seed"}}]}', "no", ["seed"]],
    [
      "a validator's additional property",
      '{"errors":[{"instancePath":"","params":{"additionalProperty":"seed"},"message":"no more"}]}',
      "no more",
      ["seed"],
    ],
    [
      "nothing but what was asked",
      '{"ok":false,"request":{"messages":[{"content":"seed is not x"}]}}',
      "",
      [],
    ],
  ])("%s", (_title, body, said, places) => {
    const words = readErrorBody(body);
    expect({ said: words.said.replaceAll(/\s+/g, " ").trim(), places: words.places }).toEqual({
      said: said.trim(),
      places,
    });
  });

  it("with the status and the names that it gives itself", () => {
    const words = readErrorBody(
      '[{"error":{"code":400,"status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]',
    );
    expect(words).toMatchObject({ status: 400, names: ["INVALID_ARGUMENT", "API_KEY_INVALID"] });
  });

  it("with the figures beside its sentence", () => {
    const { said } = readErrorBody('{"error":{"message":"too much","n_prompt_tokens":1407,"n_ctx":256}}');
    expect(said).toBe("too much (n_prompt_tokens: 1407) (n_ctx: 256)");
  });

  it("and never without an end: a document in a document in a document", () => {
    let body: unknown = "end";
    for (let level = 0; level < 2000; level += 1) body = { error: body };
    expect(readErrorBody(JSON.stringify(body)).said).toBe("");
  });
});

describe("[M23] an error in place of a piece of an answer", () => {
  it.each([
    [true, { error: { message: "x" } }],
    [true, { error: "x" }],
    [true, { object: "error", message: "x", code: 400 }],
    [true, { detail: "x" }],
    [true, { detail: EXTRA }],
    [true, { message: "x", code: 500 }],
    [true, { message: "x", type: "BadRequestError" }],
    [true, [{ error: { message: "x" } }]],
    [false, { object: "chat.completion.chunk", choices: [], error: null }],
    [false, { choices: [{ delta: { content: "error" } }] }],
    [false, { usage: { prompt_tokens: 1 } }],
    [true, { id: "x", message: "Something went wrong" }],
    [false, []],
    [false, null],
    [false, "error"],
  ])("%s: %j", (expected, document) => {
    expect(errorBodyIn(document) !== null).toBe(expected);
  });
});
