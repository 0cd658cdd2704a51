import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, refusal } from "#test/endpoints/replies.ts";

export const LITELLM: readonly Behaviour[] = [
  {
    id: "litellm-parameter-not-passed-on",
    endpoint: "LiteLLM",
    title:
      "The proxy refuses what the model behind it does not know, and names it in a list within a sentence.",
    source: "kaiko-ai/eva#895",
    asked: "run",
    server: [
      {
        when: { has: ["seed"] },
        reply: refusal(400, {
          error: {
            message:
              "litellm.UnsupportedParamsError: anthropic does not support parameters: ['seed'], for model={{model}}. To drop these, set `litellm.drop_params=True`",
            type: "None",
            param: "None",
            code: "400",
          },
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2, lastRequest: { lacks: ["seed"] } },
  },
  {
    id: "litellm-all-cool-down",
    endpoint: "LiteLLM",
    title: "All deployments are left alone for a while, and for how long stands in the sentence alone.",
    source: "microsoft/agent-lightning#290",
    asked: "run",
    server: [
      {
        when: { not: { afterMs: 1900 } },
        reply: refusal(429, {
          error: {
            message:
              "No deployments available for selected model, Try again in 2 seconds. Passed model={{model}}.",
            type: "None",
            param: "None",
            code: "429",
          },
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
  {
    id: "litellm-fallback-answers",
    endpoint: "LiteLLM",
    title:
      "One deployment is down and another one is to answer in its place: here by a fallback that is declared.",
    source: "https://docs.litellm.ai/docs/proxy/reliability",
    asked: "run",
    connection: { fallback: ["second-deployment/m"], patience: { attempts: 1 } },
    server: [{ reply: refusal(503, { error: { message: "The deployment is down.", code: "503" } }) }],
    others: { "second-deployment": [{ reply: asAsked() }] },
    right: { error: null, output: "5", requests: 1, othersAsked: { "second-deployment": 1 } },
  },
];
