import { describe, expect, it } from "vitest";
import { readErrorBody } from "#core/models/openai/error-body.ts";
import { findRule } from "#core/models/openai/failure-rules.ts";

const rule = (status: number, said: string, names: readonly string[] = []) =>
  findRule({ status, said, names, hasKey: true, keyVariable: "X", named: null });

describe("[M23] a cause that is known is told in our words", () => {
  it.each([
    [400, "API key not valid. Please pass a valid API key.", "model-key-missing", "does not accept the key"],
    [403, "Incorrect API key provided: abc", "model-key-missing", "does not accept the key"],
    [400, "User location is not supported for the API use.", "model-account-refused", "not offered where"],
    [403, "Country, region, or territory not supported", "model-account-refused", "not offered where"],
    [400, "Your credit balance is too low to access the API.", "model-account-refused", "quota is used up"],
    [400, "Insufficient Balance", "model-account-refused", "quota is used up"],
    [429, "Insufficient credits. Add more", "model-account-refused", "quota is used up"],
    [429, "You exceeded your current quota, please try again in 20s.", "model-rate-limited", "short time"],
    [404, "No endpoints found matching your data policy", "model-account-refused", "privacy settings"],
    [
      400,
      "The response was filtered due to the prompt triggering content management policy",
      "model-refused",
      "content policy",
    ],
    [403, "Your input was flagged", "model-refused", "content policy"],
    [
      400,
      '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      "model-refused",
      "runs without tool calls",
    ],
    [500, "tools param requires --jinja flag", "model-refused", "runs without tool calls"],
    [400, "registry.example/library/gemma:2b does not support tools", "model-refused", "takes no tools"],
    [404, "No endpoints found that support tool use.", "model-refused", "takes no tools"],
    [400, "Function calling is not enabled for this model", "model-refused", "takes no tools"],
    [500, "Unsupported param: tools", "model-refused", "takes no tools"],
    [
      400,
      "The model `nope` does not exist or you do not have access to it.",
      "model-unknown",
      "no such model",
    ],
    [400, "Model Not Exist", "model-unknown", "no such model"],
    [404, 'model "llama9" not found, try pulling it first', "model-unknown", "no such model"],
    [404, "No models loaded. Please load a model in the developer page", "model-unknown", "no such model"],
    [400, "foo/bar is not a valid model ID", "model-unknown", "no such model"],
    [
      400,
      "The model `mixtral` has been decommissioned and is no longer supported.",
      "model-unknown",
      "no longer offered",
    ],
    [
      404,
      "This is not a chat model and thus not supported in the v1/chat/completions endpoint.",
      "model-unknown",
      "does not chat",
    ],
    [400, "This model does not support image input", "model-refused", "reads text alone"],
    [400, "System role not supported", "model-refused", "no system message"],
    [
      500,
      "Conversation roles must alternate user/assistant/user/assistant/...",
      "model-refused",
      "take turns",
    ],
    [
      413,
      "Request too large for model on tokens per minute (TPM): Limit 6000, Requested 7000",
      "model-refused",
      "larger than the account",
    ],
    [503, "The model is overloaded. Please try again later.", "model-unavailable", "it failed"],
    [500, "API key not valid", "model-unavailable", "it failed"],
    [400, "Something new", "model-refused", "does not accept the request"],
    [400, "Model is still loading, try again later", "model-unavailable", "coming up"],
    [429, "Model is loading, retry later", "model-unavailable", "coming up"],
    [500, "llm server loading model", "model-unavailable", "coming up"],
    [404, "No models loaded. Please load a model", "model-unknown", "no such model"],
  ])("%i %s", (status, said, code, what) => {
    expect(rule(status, said)).toMatchObject({ code, what: expect.stringContaining(what) as string });
  });

  it.each([
    [
      "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4000 in the messages, 1000 in the completion).",
      " of 4096 tokens: it comes to 5000",
    ],
    ["The context of 4096 tokens is exceeded.", " of 4096 tokens"],
    ["prompt is too long: 208310 tokens > 200000 maximum", " of 200000 tokens: it comes to 208310"],
    ["Requested tokens (516) exceed context window of 512", " of 512 tokens: it comes to 516"],
    [
      "the request exceeds the available context size. try increasing it (n_prompt_tokens: 1407) (n_ctx: 256)",
      " of 256 tokens: it comes to 1407",
    ],
    [
      "The input token count (1,048,600) exceeds the maximum number of tokens allowed (1,048,576).",
      " of 1048576 tokens",
    ],
    ["Please reduce the length of the messages.", ""],
    ["Input is too long for requested model.", ""],
  ])("how much too long: %s", (said, figures) => {
    const { code, what } = rule(400, said);
    expect({ code, what }).toEqual({
      code: "model-refused",
      what: expect.stringContaining(`longer than the model's context${figures}`) as string,
    });
  });

  it("by the names that the endpoint gives it, where its sentence says nothing", () => {
    expect(rule(400, "", ["API_KEY_INVALID"]).code).toBe("model-key-missing");
    expect(rule(500, "", ["exceed_context_size_error"])).toMatchObject({ code: "model-refused" });
    const { names } = readErrorBody('[{"error":{"code":400,"details":[{"reason":"API_KEY_INVALID"}]}}]');
    expect(rule(400, "", names).code).toBe("model-key-missing");
  });
});
