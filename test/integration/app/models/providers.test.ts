import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import { openProvider } from "#core/app/models/models.ts";
import { environmentSecrets, type SecretSource } from "#core/app/models/secrets.ts";
import { readParts } from "#test/support/openai-client.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";

const KEYS: SecretSource = { find: (variable) => `key-of-${variable}` };
let server: OpenAiServer;

beforeEach(async () => {
  server = await startOpenAiServer({ reply: [{ text: "hello" }] });
});
afterEach(async () => server.close());

describe("which provider a model names", () => {
  it("the stand-in needs no key, no network, and says that it is one", () => {
    const provider = openProvider({ provider: "simulated", name: "desk-1" }, KEYS, {});
    expect(provider).toMatchObject({ id: "simulated", isSimulated: true, endpointOrigin: null });
  });

  it("a preset stands for its own address, and --base-url for another", () => {
    const origins = [
      openProvider({ provider: "openai", name: "m" }, KEYS, {}),
      openProvider({ provider: "openai", name: "m", baseUrl: server.baseUrl }, KEYS, {}),
      openProvider({ provider: "ollama", name: "m" }, KEYS, {}),
    ].map(({ endpointOrigin }) => endpointOrigin);
    expect(origins).toEqual(["https://api.openai.com", server.origin, "http://127.0.0.1:11434"]);
  });

  it("one that does not exist is refused, naming those that do", () => {
    try {
      openProvider({ provider: "oracle", name: "m" }, KEYS, {});
      expect.unreachable();
    } catch (error) {
      expect((error as AppError).code).toBe("model-unknown");
      expect((error as AppError).hint).toMatch(/simulated, openai/);
    }
  });
});

it.each(["openai", "openrouter", "anthropic", "vllm"])(
  "the key of %s goes to its own address and to no other: not even an agent that names one can draw it there",
  async (provider) => {
    await readParts(openProvider({ provider, name: "m", baseUrl: server.baseUrl }, KEYS, {}));
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(JSON.stringify(server.requests)).not.toContain("key-of");
  },
);

it("an empty environment variable is no key", () => {
  const name = "STUDIO_TEST_KEY";
  process.env[name] = "";
  expect([environmentSecrets.find(name), environmentSecrets.find(`${name}_ABSENT`)]).toEqual([null, null]);
  process.env[name] = "k";
  expect(environmentSecrets.find(name)).toBe("k");
  // Assigning undefined would leave the text "undefined".
  Reflect.deleteProperty(process.env, name);
});
