import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { modelsAt } from "#core/app/models/open-endpoint.ts";
import { findEndpoint } from "#core/app/connections/endpoint.ts";

const KEYS = new Map([
  ["A_KEY", "a-key-0123456789"],
  ["B_KEY", "b-key-0123456789"],
]);

let server: Server;
let baseUrl: string;
let answer: { readonly status: number; readonly body: string };
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(String(request.headers.authorization));
    const isRefused = request.headers.authorization === "Bearer a-key-0123456789";
    const { status, body } = isRefused
      ? { status: 401, body: '{"error":{"message":"key a-key-0123456789 is over"}}' }
      : answer;
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const list = async (keys: string[] = ["B_KEY"]) => {
  const found = findEndpoint({ provider: "mine", name: "" }, { mine: { baseUrl, keys } });
  const secrets = { find: (name: string) => KEYS.get(name) ?? null, mayReach: () => true };
  return await modelsAt(found, secrets, AbortSignal.timeout(10_000));
};

it.each([
  ['{"object":"list","data":[{"id":"b"},{"id":"a"},{"id":"b"}]}', ["a", "b"]],
  ['[{"id":"a","object":"model"}]', ["a"]],
  ['{"models":[{"name":"a"},{"name":"c"}]}', ["a", "c"]],
  ['{"data":["x","y",7,null]}', ["x", "y"]],
  ['{"data":[]}', []],
])("a list is read in every form it has: %s", async (body, expected) => {
  answer = { status: 200, body };
  expect(await list()).toEqual(expected);
});

it.each([
  [200, "<html>", "model-malformed", /is no list of models/],
  [200, '{"data":"none"}', "model-malformed", /is no list of models/],
  [404, '{"error":{"message":"no route"}}', "model-malformed", /answered 404.*no route/],
  [401, "{}", "model-key-missing", /does not accept the key/],
])("%i with %s is refused as what it is", async (status, body, code, words) => {
  answer = { status, body };
  await expect(list()).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
});

it("[M18] the next key is taken where one is refused, and the endpoint's words are told without it", async () => {
  answer = { status: 200, body: '{"data":[{"id":"a"}]}' };
  asked.length = 0;
  expect(await list(["A_KEY", "B_KEY"])).toEqual(["a"]);
  expect(asked).toHaveLength(2);
  const refused = await list(["A_KEY"]).catch((error: unknown) => String(error));
  expect(refused).toContain("is over");
  expect(refused).not.toContain("a-key-0123456789");
});
