import type { ErrorCode } from "#core/base/error-codes.ts";
import { hintToAddKey } from "./endpoint.ts";

/** What a failure means here: the only place that decides whether a call is worth trying again. */
export type FailureRule = {
  readonly code: ErrorCode;
  /** Completes "ENDPOINT answered STATUS: …". */
  readonly what: string;
  readonly hint: string;
  readonly isRetryable?: true;
};

export type FailureFacts = {
  readonly status: number | null;
  readonly hasKey: boolean;
  /** Where a key for this address comes from; null where none is sent there. */
  readonly keyVariable: string | null;
  readonly hasOutput: boolean;
  /** From the error body, to be compared and never shown. */
  readonly code: string;
  readonly param: string;
  readonly text: string;
};

const CHECK_KEY = "Check the key in Settings, or the environment variable it comes from.";

/** Of the account and not of what was asked: every other call would end the same, so the work stops. */
const QUOTA_USED_UP: FailureRule = {
  code: "model-account-refused",
  what: "the account's quota is used up",
  hint: "Add credit to the account, or choose another model; then resume. Waiting does not help.",
};

/** What OpenAI and its followers say in `error.code` that a status alone does not. */
const BY_VENDOR_CODE: Readonly<Record<string, FailureRule>> = {
  insufficient_quota: QUOTA_USED_UP,
  billing_hard_limit_reached: QUOTA_USED_UP,
  billing_not_active: QUOTA_USED_UP,
  context_length_exceeded: {
    code: "model-refused",
    what: "the request is longer than the model's context",
    hint: "Shorten the prompt, lower the output limit, or choose a model with a longer context.",
  },
  model_not_found: {
    code: "model-unknown",
    what: "it has no such model for this key",
    hint: "Check the model's name, and that the key's account may use it.",
  },
  content_policy_violation: {
    code: "model-refused",
    what: "its content policy forbids the request",
    hint: "Change the prompt or the task.",
  },
};

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

/** Some moderate with a 403: that is about one request, and the next may pass. */
const MODERATED: FailureRule = {
  code: "model-refused",
  what: "its moderation forbids the request",
  hint: "Change the prompt or the task.",
};

const BROKEN: FailureRule = {
  code: "model-unavailable",
  what: "it failed",
  hint: TRY_LATER,
  isRetryable: true,
};

/**
 * There is no silent second try without response_format: it would send another request than the one that is recorded
 * and counted, and answers would depend on which of the two an endpoint took.
 */
const NO_STRUCTURED_OUTPUT: FailureRule = {
  code: "model-refused",
  what: "it does not support structured output for this model",
  hint: "Choose a model or endpoint that supports response_format with a JSON schema.",
};

/** The settings a vendor may complain about by name. They are our words, so they can be shown. */
const SETTINGS = ["temperature", "top_p", "seed", "max_tokens", "max_completion_tokens", "stream_options"];

export function findRule(facts: FailureFacts): FailureRule {
  const { status, code } = facts;
  if (Object.hasOwn(BY_VENDOR_CODE, code)) return BY_VENDOR_CODE[code] ?? REFUSED;
  if (status === 401 || code === "invalid_api_key") return unauthorised(facts);
  if (status === null || status >= 500) return BROKEN;
  if (status < 400) return REDIRECTED;
  if (status === 400 || status === 422) return refused(facts);
  if (status === 403 && /\bmoderation\b|\bflagged\b/i.test(facts.text)) return MODERATED;
  return BY_STATUS[status] ?? REFUSED;
}

function unauthorised({ hasKey, keyVariable }: FailureFacts): FailureRule {
  const code = "model-key-missing";
  return hasKey
    ? { code, what: "it does not accept the key", hint: CHECK_KEY }
    : { code, what: "it wants a key and there is none", hint: hintToAddKey(keyVariable) };
}

function refused({ hasOutput, param, text }: FailureFacts): FailureRule {
  if (hasOutput && /response_format|json_schema/.test(`${param} ${text}`)) return NO_STRUCTURED_OUTPUT;
  const setting = SETTINGS.find((name) => name === param);
  if (setting === undefined) return REFUSED;
  return {
    code: "model-refused",
    what: `this model does not accept the setting "${setting}" or its value`,
    hint: "Remove the setting from the agent, or choose another value or model.",
  };
}
