import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, document, event, page, refusal, says, stream } from "#test/endpoints/replies.ts";

/** Of what stands between a program and the endpoint it means. */
export const GATEWAYS: readonly Behaviour[] = [
  {
    id: "gateway-page-for-an-answer",
    endpoint: "Cloudflare",
    title: "The origin dropped the request, and a page for people with status 520 is what comes back.",
    source: "earendil-works/pi#9627",
    asked: "run",
    server: [
      {
        times: 1,
        reply: page(
          520,
          "<!doctype html><title>520</title><h1>Web server is returning an unknown error</h1>",
        ),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
  {
    id: "gateway-429-inside-200",
    endpoint: "A gateway",
    title: "That there were too many requests is told with 200, in a document and not in a stream.",
    source: "iOfficeAI/aionrs#237",
    asked: "run",
    server: [
      {
        times: 1,
        reply: document({ error: { code: 429, message: "Too many requests.", status: "rate limited" } }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
  {
    id: "gateway-flat-error",
    endpoint: "A gateway",
    title: "A refusal is a flat document with a reason and a message, and nothing under error.",
    source: "lobehub/lobehub#19404",
    asked: "run",
    server: [{ reply: refusal(403, { reason: "NOT_ENOUGH_BALANCE", message: "not enough balance" }) }],
    right: { error: "model-account-refused", says: ["not enough balance"], requests: 1 },
  },
  {
    id: "gateway-two-keys",
    endpoint: "A gateway",
    title: "One key of a team has used up its share, and another one has not.",
    source: "tontinton/maki#190",
    asked: "run",
    connection: { keys: ["TEAM_KEY", "TEAM_KEY_2"] },
    server: [
      {
        when: { headers: { authorization: "Bearer team-key-1" } },
        reply: refusal(429, { error: { message: "This key has used up its share.", code: "rate_limited" } }),
      },
      { when: { headers: { authorization: "Bearer team-key-2" } }, reply: asAsked() },
      { reply: refusal(401, { error: { message: "A key is needed.", code: "invalid_api_key" } }) },
    ],
    right: { error: null, output: "5", requests: 2, hides: ["team-key-1", "team-key-2"] },
  },
  {
    id: "gateway-closes-early",
    endpoint: "A gateway",
    title: "The stream is closed before anything said that the answer ended.",
    source: "ranxianglei/billion-context-omp#105",
    asked: "run",
    connection: { patience: { attempts: 1 } },
    server: [{ reply: stream(event(says("First we add two")), { close: "end" }) }],
    right: { error: "model-truncated", requests: 1, mostOutputTokens: 40 },
  },
];
