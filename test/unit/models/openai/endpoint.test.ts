import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { parseEndpoint, readKey } from "#core/models/openai/endpoint.ts";

const OPENAI = parseEndpoint("https://api.openai.com/v1/");
const LOCAL = parseEndpoint("http://127.0.0.1:8080/v1");

function thrownBy(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("an endpoint's address", () => {
  it.each([
    ["loses the slashes at its end", "https://api.openai.com/v1//", "https://api.openai.com/v1", true],
    ["may be a bare origin", "http://10.0.0.5:9000", "http://10.0.0.5:9000", false],
    [
      "that only looks like OpenAI's is not",
      "https://api.openai.com.example/v1",
      "https://api.openai.com.example/v1",
      false,
    ],
    ["over plain http is not OpenAI's", "http://api.openai.com/v1", "http://api.openai.com/v1", false],
  ])("%s", (_title, given, baseUrl, isOpenAi) => {
    expect(parseEndpoint(given)).toMatchObject({ baseUrl, isOpenAi, origin: new URL(given).origin });
  });

  it.each([
    ["no address", "api.openai.com/v1"],
    ["a file", "file:///etc/passwd"],
    ["a user and password", "http://me:hunter2@127.0.0.1/v1"],
    ["a key in the query", "http://127.0.0.1/v1?key=hunter2"],
    ["a fragment", "http://127.0.0.1/v1#hunter2"],
  ])("is refused when it is or holds %s, without repeating it", (_title, given) => {
    const error = thrownBy(() => parseEndpoint(given));
    expect(error.code).toBe("config-invalid");
    expect(error.message + error.hint).not.toContain("hunter2");
  });
});

describe("a key", () => {
  it.each([
    ["is taken without the line break of the file it came from", OPENAI, "sk-abc\n", "sk-abc"],
    ["is not needed by other endpoints", LOCAL, null, null],
    ["of nothing but spaces is none", LOCAL, "  ", null],
  ])("%s", (_title, endpoint, given, expected) => {
    expect(readKey({ apiKey: () => given, keyVariable: null }, endpoint)).toBe(expected);
  });

  it.each([
    ["OpenAI's service has none", OPENAI, null],
    ["OpenAI's service has an empty one", OPENAI, ""],
    ["it holds a line break, which the HTTP library would quote", LOCAL, "sk-secret\nsk-other"],
    ["it holds what no header takes", LOCAL, "sk-secret-ключ"],
  ])("is asked for when %s", (_title, endpoint, given) => {
    const error = thrownBy(() => readKey({ apiKey: () => given, keyVariable: null }, endpoint));
    expect(error).toMatchObject({ code: "model-key-missing", retryable: false });
    expect(error.hint).not.toBe("");
    expect(error.message + error.hint).not.toContain("secret");
  });

  it.each([
    [
      "the variable it comes from beside the settings",
      "OPENAI_API_KEY",
      "in Settings, or set OPENAI_API_KEY.",
    ],
    ["how one is let go there that is no preset's own", null, "Say which key may go there"],
  ])("that is missing names %s", (_title, keyVariable, expected) => {
    expect(thrownBy(() => readKey({ apiKey: () => null, keyVariable }, OPENAI)).hint).toContain(expected);
  });
});
