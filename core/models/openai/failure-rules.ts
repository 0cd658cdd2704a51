import type { FailureFacts, FailureRule } from "./failure-facts.ts";
import { findCause, keyRefused } from "./known-causes.ts";
import { saysComing } from "./says-coming.ts";

const TRY_LATER = "The endpoint has a problem of its own; try again later.";

const BY_STATUS: Readonly<Record<number, FailureRule>> = {
  402: {
    code: "model-account-refused",
    what: "the account has no credit",
    hint: "Add credit to the account, or choose another model; then resume.",
  },
  403: {
    code: "model-account-refused",
    what: "this key may not do that",
    hint: "Check what the key's account may use, and whether the service is offered in this region.",
  },
  404: {
    code: "model-unknown",
    what: "there is no such model, or no chat at this address",
    hint: "Check the model's name, and the base URL: it usually ends in /v1.",
  },
  408: { code: "model-unavailable", what: "it took too long", hint: TRY_LATER, isRetryable: true },
  409: { code: "model-unavailable", what: "it was in conflict", hint: TRY_LATER, isRetryable: true },
  413: {
    code: "model-refused",
    what: "the request is too large",
    hint: "Shorten the prompt, or give the agent fewer tools.",
  },
  429: {
    code: "model-rate-limited",
    what: "too many requests or tokens in a short time",
    hint: "Wait a little, or allow fewer calls at a time.",
    isRetryable: true,
  },
};

const REFUSED: FailureRule = {
  code: "model-refused",
  what: "it does not accept the request",
  hint: "Check that the model supports the tools and settings that the agent uses.",
};

/** Like an address without a chat: no item's fault, and the same for all of them. */
const REDIRECTED: FailureRule = {
  code: "model-unknown",
  what: "it sends callers elsewhere",
  hint: "Enter the address it redirects to: requests and keys go to no other address than the one chosen.",
};

const BROKEN: FailureRule = {
  code: "model-unavailable",
  what: "it failed",
  hint: TRY_LATER,
  isRetryable: true,
};

const NO_STRUCTURED_OUTPUT: FailureRule = {
  code: "model-refused",
  what: "it does not support structured output for this model",
  hint: "Let the connection ask for it another way (request: structured), or choose a model that supports response_format.",
};

const COMING_UP: FailureRule = {
  code: "model-unavailable",
  what: "it is still coming up",
  hint: "Wait until its model is loaded; if that takes longer, raise waitSeconds under patience of its connection.",
  isRetryable: true,
};

/** The only place that decides whether a call is worth trying again. */
export function findRule(facts: FailureFacts): FailureRule {
  const { status } = facts;
  if (status === 401) return keyRefused(facts);
  if (status !== null && status < 400) return REDIRECTED;
  if (saysComing(facts.said, status)) return COMING_UP;
  const cause = findCause(facts);
  if (cause !== null) return cause.rule;
  if (status === null || status >= 500) return BROKEN;
  return BY_STATUS[status] ?? refused(facts);
}

function refused({ named }: FailureFacts): FailureRule {
  if (named === null) return REFUSED;
  if (named === "response_format") return NO_STRUCTURED_OUTPUT;
  return {
    code: "model-refused",
    what: `this model does not accept the setting “${named}” or its value`,
    hint: "Have the connection leave it out (request: omit), remove the setting from the agent, or choose another model.",
  };
}
