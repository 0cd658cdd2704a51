import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "#core/domain/connection.ts";
import { openProvider } from "#core/app/models/models.ts";
import { readError, readParts } from "#test/support/openai-client.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { startProxy, type ProxyServer } from "#test/support/proxy-server.ts";

const ELSEWHERE = "http://models.example.test/v1";
let server: OpenAiServer;
let proxies: Record<"tunnels" | "forwards" | "both", ProxyServer>;

beforeAll(async () => {
  server = await startOpenAiServer({ reply: () => ({ text: "hello" }) });
  const port = () => Number(new URL(server.baseUrl).port);
  proxies = {
    tunnels: await startProxy("tunnels", port),
    forwards: await startProxy("forwards", port),
    both: await startProxy("both", port),
  };
});
afterAll(async () => {
  for (const proxy of Object.values(proxies)) proxy.close();
  await server.close();
});
beforeEach(() => {
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"])
    vi.stubEnv(name, "");
  for (const { asked } of Object.values(proxies)) asked.length = 0;
});
afterEach(() => vi.unstubAllEnvs());

const open = (connection: Connection) =>
  openProvider({ provider: "mine", name: "m" }, { find: () => null }, { connections: { mine: connection } });
const textOf = async (connection: Connection) =>
  (await readParts(open(connection))).map((part) => (part.type === "text-delta" ? part.text : "")).join("");

describe("[M19] the proxy of a connection", () => {
  it.each(["tunnels", "forwards", "both"] as const)(
    "is asked where it %s, for an address in the open",
    async (sort) => {
      const connection = { baseUrl: ELSEWHERE, proxy: proxies[sort].url };
      expect(await textOf(connection)).toBe("hello");
      expect(await textOf(connection)).toBe("hello");
      const post = "POST http://models.example.test/v1/chat/completions";
      const led = sort === "forwards" ? post : "CONNECT models.example.test:80";
      expect(proxies[sort].asked.filter((line) => line === led)).toHaveLength(2);
    },
  );

  it("is asked also for what is on this machine", async () => {
    expect(await textOf({ baseUrl: server.baseUrl, proxy: proxies.both.url })).toBe("hello");
    expect(proxies.both.asked).toHaveLength(1);
  });

  it("goes before that of the environment, and `none` is none", async () => {
    vi.stubEnv("HTTP_PROXY", proxies.tunnels.url);
    expect(await textOf({ baseUrl: ELSEWHERE, proxy: proxies.forwards.url })).toBe("hello");
    expect(proxies.tunnels.asked).toEqual([]);
    const error = await readError(open({ baseUrl: ELSEWHERE, proxy: "none" }));
    expect([error.code, proxies.tunnels.asked]).toEqual(["model-unavailable", []]);
  });

  it("that leads to nobody is told as what could not be reached", async () => {
    const error = await readError(open({ baseUrl: ELSEWHERE, proxy: "http://127.0.0.1:9" }));
    expect(error.code).toBe("model-unavailable");
  });
});

describe("[M6] the proxy of the environment", () => {
  it.each(["tunnels", "forwards"] as const)(
    "is asked where it %s, for an address in the open",
    async (sort) => {
      vi.stubEnv("HTTP_PROXY", proxies[sort].url);
      expect(await textOf({ baseUrl: ELSEWHERE })).toBe("hello");
      expect(proxies[sort].asked.length).toBeGreaterThan(0);
    },
  );

  it.each(["http://localhost", "http://127.0.0.2", "http://a.localhost", "http://0.0.0.0"])(
    "is not asked for %s, which is this machine",
    async (host) => {
      vi.stubEnv("HTTP_PROXY", proxies.both.url);
      await readParts(open({ baseUrl: `${host}:${new URL(server.baseUrl).port}/v1` })).catch(() => undefined);
      expect(proxies.both.asked).toEqual([]);
    },
  );

  it("is not asked for what NO_PROXY names", async () => {
    vi.stubEnv("HTTP_PROXY", proxies.both.url);
    vi.stubEnv("NO_PROXY", ".example.test");
    const error = await readError(open({ baseUrl: ELSEWHERE }));
    expect([error.code, proxies.both.asked]).toEqual(["model-unavailable", []]);
  });
});

it("[M19] one with whom people are more patient than Node is, is reached as well", async () => {
  expect(await textOf({ baseUrl: server.baseUrl, patience: { silenceSeconds: 3600 } })).toBe("hello");
});

it("a server that listens on one of the addresses of localhost alone is reached by that name", async () => {
  const port = new URL(server.baseUrl).port;
  expect(await textOf({ baseUrl: `http://localhost:${port}/v1` })).toBe("hello");
});
