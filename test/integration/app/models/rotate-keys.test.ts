import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import { retryAfterMsOf } from "#core/models/retry.ts";
import { openProvider } from "#core/app/models/models.ts";
import { refuseUnusable } from "#core/app/sessions/refuse-unready.ts";
import type { Connection } from "#core/domain/connection.ts";
import { readError, readParts } from "#test/support/openai-client.ts";
import { startOpenAiServer, type Fault, type OpenAiServer } from "#test/support/openai-server.ts";

const KEYS = new Map([
  ["A_KEY", "a-key-0123456789"],
  ["B_KEY", "b-key-0123456789"],
  ["C_KEY", "c-key-0123456789"],
]);
const SECRETS = { find: (name: string) => KEYS.get(name) ?? null, mayReach: () => true };

let server: OpenAiServer;
/** How the endpoint takes each key; the others are good. */
let faults: Record<string, Fault>;

beforeEach(async () => {
  faults = {};
  server = await startOpenAiServer({
    reply: () => ({ text: "hello" }),
    faults: ({ headers }) => faults[String(headers.authorization ?? headers["api-key"])] ?? null,
  });
});
afterEach(async () => server.close());

const refused: Fault = { type: "status", status: 401, error: { message: "no such key" } };
const usedUp = (seconds: number): Fault => ({
  type: "status",
  status: 429,
  headers: { "retry-after": String(seconds) },
  error: { message: "slow down" },
});
const open = (connection: Connection) =>
  openProvider({ provider: "pool", name: "m" }, SECRETS, {
    connections: { pool: { baseUrl: server.baseUrl, ...connection } },
  });
const POOL = { keys: ["A_KEY", "B_KEY", "C_KEY"] };
const asked = () => server.requests.map(({ headers }) => String(headers.authorization).at(7));
const passedOver = async (provider: ReturnType<typeof open>) => {
  const finish = (await readParts(provider)).find((part) => part.type === "finish");
  return finish?.keysPassedOver;
};

describe("[M18] of several keys", () => {
  it("the next is taken at once where one is refused, which is set aside until it is another, and said", async () => {
    faults["Bearer a-key-0123456789"] = refused;
    expect(await passedOver(open(POOL))).toEqual([expect.stringMatching(/^A_KEY: .*401/)]);
    expect(await passedOver(open(POOL))).toBeUndefined();
    expect(asked()).toEqual(["a", "b", "b"]);
    KEYS.set("A_KEY", "x-key-0123456789");
    expect(await passedOver(open(POOL))).toBeUndefined();
    expect(asked().at(-1)).toBe("x");
    KEYS.set("A_KEY", "a-key-0123456789");
  });

  it("one that has used up its share rests for as long as it was told, and the next is taken at once", async () => {
    faults["Bearer a-key-0123456789"] = usedUp(1);
    expect(await passedOver(open(POOL))).toEqual([expect.stringMatching(/^A_KEY: .*429/)]);
    faults = {};
    expect(await passedOver(open(POOL))).toEqual(["A_KEY rests"]);
    expect(asked()).toEqual(["a", "b", "b"]);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await passedOver(open(POOL))).toBeUndefined();
    expect(asked().at(-1)).toBe("a");
  });

  it("that all rest, the call waits for the first of them and asks nobody meanwhile", async () => {
    faults["Bearer a-key-0123456789"] = usedUp(50);
    faults["Bearer b-key-0123456789"] = usedUp(20);
    faults["Bearer c-key-0123456789"] = usedUp(90);
    const error: AppError = await readError(open(POOL));
    expect([error.code, error.retryable]).toEqual(["model-rate-limited", true]);
    expect(retryAfterMsOf(error)).toBeGreaterThan(15_000);
    expect(retryAfterMsOf(error)).toBeLessThanOrEqual(20_000);
    expect(error.message).toMatch(/A_KEY.*B_KEY.*C_KEY/);
    expect((await readError(open(POOL))).retryable).toBe(true);
    await expect(refuseUnusable(open(POOL), "m"), "a session may begin").resolves.toBeUndefined();
    expect(server.requests).toHaveLength(3);
  });

  it.each(["refused first", "refused last"])(
    "that one rests and the other is %s, the call waits",
    async (order) => {
      faults["Bearer a-key-0123456789"] = refused;
      faults["Bearer b-key-0123456789"] = usedUp(2);
      const pool = { keys: order === "refused first" ? ["A_KEY", "B_KEY"] : ["B_KEY", "A_KEY"] };
      for (const provider of [open(pool), open(pool)]) {
        const error = await readError(provider);
        expect([error.code, error.retryable]).toEqual(["model-rate-limited", true]);
        expect(error.message).toMatch(/A_KEY.*401/);
        expect(retryAfterMsOf(error)).toBeGreaterThan(0);
        expect(retryAfterMsOf(error)).toBeLessThanOrEqual(2000);
      }
      expect(asked().filter((key) => key === "b")).toHaveLength(1);
    },
  );

  it("one that rests no longer does where it is another", async () => {
    faults["Bearer a-key-0123456789"] = usedUp(50);
    await passedOver(open(POOL));
    KEYS.set("A_KEY", "x-key-0123456789");
    expect(await passedOver(open(POOL))).toBeUndefined();
    KEYS.set("A_KEY", "a-key-0123456789");
    expect(await passedOver(open(POOL))).toEqual(["A_KEY rests"]);
  });

  it("that all are refused, each is named, none is shown, and they are tried again by the next call", async () => {
    for (const key of KEYS.values()) faults[`Bearer ${key}`] = refused;
    const error = await readError(open(POOL));
    expect([error.code, error.retryable]).toEqual(["model-key-missing", false]);
    expect(error.message).toMatch(/A_KEY.*B_KEY.*C_KEY/);
    expect(error.message + error.hint).not.toMatch(/[abc]-key-0/);
    faults = {};
    expect(await passedOver(open(POOL))).toBeUndefined();
  });

  it("those that are not there are passed by, and where none is, nothing is said that looks like one", async () => {
    await readParts(open({ keys: ["GONE_KEY", "B_KEY"] }));
    expect(asked()).toEqual(["b"]);
    await readParts(open({ keys: ["GONE_KEY", "GONE_TOO"] }));
    expect(server.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  it("another failure is that of the call, whichever key it has", async () => {
    faults["Bearer a-key-0123456789"] = { type: "status", status: 500 };
    expect((await readError(open(POOL))).code).toBe("model-unavailable");
    faults["Bearer a-key-0123456789"] = { type: "cut", afterEvents: 1 };
    expect((await readError(open(POOL))).code).toBe("model-truncated");
    expect(asked()).toEqual(["a", "a"]);
  });
});

it("a connection's key goes in its own header, with its other headers and its query", async () => {
  await readParts(
    open({
      keys: ["A_KEY"],
      keyHeader: "Api-Key",
      query: { "api-version": "2024-10-21" },
      headers: { "X-Org": "7", "X-Second": { key: "B_KEY" } },
    }),
  );
  expect(server.requests[0]).toMatchObject({
    path: "/v1/chat/completions?api-version=2024-10-21",
    headers: { "api-key": "a-key-0123456789", "x-org": "7", "x-second": "b-key-0123456789" },
  });
  expect(server.requests[0]?.headers.authorization).toBeUndefined();
});

it.each([
  ["that has blanks in it", "two words", /characters no key has/],
  ["with a line break in it", "one\ntwo", /characters no key has/],
])("a key %s is refused before anything is sent", async (_title, key, words) => {
  KEYS.set("ODD_KEY", key);
  const error = await readError(open({ keys: ["ODD_KEY"] }));
  expect([error.code, error.message]).toEqual(["model-key-missing", expect.stringMatching(words)]);
  expect(server.requests).toEqual([]);
});

it("a key with blanks around it is sent without them", async () => {
  KEYS.set("ODD_KEY", "  d-key-0123456789\n");
  await readParts(open({ keys: ["ODD_KEY"] }));
  expect(asked()).toEqual(["d"]);
});

it("a header whose key is not there is told by name before anything is sent", async () => {
  const error = await readError(open({ headers: { "X-Pass": { key: "GONE_KEY" } } }));
  expect([error.code, error.message]).toEqual([
    "model-key-missing",
    expect.stringMatching(/GONE_KEY in its header X-Pass/),
  ]);
  expect(server.requests).toEqual([]);
});
