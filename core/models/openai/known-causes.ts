import { hintToAddKey } from "./endpoint.ts";
import type { FailureFacts, FailureRule } from "./failure-facts.ts";
import { TOO_LONG, tellFigures } from "./tell-context.ts";

/** How the endpoint told it: as a refusal, as a limit of calls, or as a failure of its own. */
type Told = "refusal" | "limit" | "failure";

type Cause = {
  /** The endpoint's names for it. */
  readonly names?: RegExp;
  /** Its sentences about it. */
  readonly says?: RegExp;
  /** Refusals alone where it is left out. */
  readonly at?: readonly Told[];
  /** Whatever else were sent would be refused alike, so nothing is learned from it. */
  readonly isFinal?: true;
  readonly rule: FailureRule | ((facts: FailureFacts) => FailureRule);
};

const ANYWHERE: readonly Told[] = ["refusal", "failure"];

/** The model's template knows no such role, or not in that place. */
export const SYSTEM_REFUSED =
  /system (role|messages?|prompts?|instructions?)\b[^.]{0,40}(not|un)[- ]?(supported|allowed|enabled|available)|not support[^.]{0,40}\bsystem\b|developer instructions? (is|are) not enabled|system message must be (at the beginning|the first)|only (the )?user(, | and | or )[^.]{0,40}roles? (are|is) (supported|allowed)|(does not support|unsupported|unknown|unexpected|invalid)[^.]{0,20}['"`]system['"`]/i;

/** It wants one of each after the other. */
export const TURNS_REFUSED =
  /roles? (must|should|need to|have to) (be )?alternat|alternat(e|ing|ely)\b[^.]{0,60}(user|assistant|roles?)|(user|assistant|roles?)\b[^.]{0,60}\balternat/i;

/** A rate limit speaks of quotas too, and passes: only what says that money or a plan is at its end is one. */
const QUOTA_SPENT =
  /insufficient (account )?(balance|funds|credits?|quota)|(credit balance|balance) is (too low|insufficient|not enough)|out of credits?|no credits? (left|remaining)|(payment|billing) (is )?required|billing (hard )?limit|billing (is )?not active|account (is )?(in arrears|overdue)|arrearage|spending limit/i;

/** Causes that endpoints name in words of their own, in ours. The first that fits stands [M23]. */
const KNOWN_CAUSES: Readonly<Record<string, Cause>> = {
  key: {
    names:
      /^(invalid_api_key|api_key_invalid|invalid_authentication\w*|authentication_error|unauthenticated|unauthorized|invalid_token|expired_token)$/i,
    says: /api[ _-]?key (is |was )?(not valid|invalid|incorrect|missing|required|expired|not found|revoked|disabled)|(invalid|incorrect|missing|wrong|expired|no|bad|unknown) (or missing )?(api[ _-]?key|x-api-key|access token|auth\w* (token|header|credentials?)|bearer token|credentials)|(api[ _-]?key|access token)[^.]{0,40}\b(not valid|is invalid|has expired|not exist)|authentication (failed|required|fails)|could not validate credentials|pass a valid api key/i,
    isFinal: true,
    rule: keyRefused,
  },
  region: {
    names: /^unsupported_country_region_territory$/i,
    says: /(country|region|territory|location)[^.]{0,40} (is |are )?(not supported|unsupported|not available|not allowed|restricted)|not (available|supported|offered) in your (country|region|location)/i,
    isFinal: true,
    rule: {
      code: "model-account-refused",
      what: "its service is not offered where this machine is",
      hint: "Choose another provider, or an address that serves this region.",
    },
  },
  quota: {
    names:
      /^(insufficient_quota|billing_hard_limit_reached|billing_not_active|insufficient_balance|arrearage)$/i,
    says: QUOTA_SPENT,
    at: ["refusal", "limit"],
    isFinal: true,
    // Of the account and not of what was asked: every other call would end the same, so the work stops.
    rule: {
      code: "model-account-refused",
      what: "the account's quota is used up",
      hint: "Add credit to the account, or choose another model; then resume. Waiting does not help.",
    },
  },
  privacy: {
    says: /no endpoints found matching your data policy|(data|privacy) policy[^.]{0,60}(prevent|match|allow)/i,
    isFinal: true,
    rule: {
      code: "model-account-refused",
      what: "the account's privacy settings allow none of its servers",
      hint: "Change them at the provider, or choose another model.",
    },
  },
  // Some moderate with a 403: that is about one request, and the next may pass.
  content: {
    names:
      /^(content_policy_violation|content_filter|responsibleaipolicyviolation|data_inspection_failed|moderation\w*)$/i,
    says: /content (management )?policy|content[ _]filter|\bmoderation\b|\bflagged\b|safety (system|filter|polic|setting)|inappropriate content|usage polic(y|ies)/i,
    isFinal: true,
    rule: {
      code: "model-refused",
      what: "its content policy forbids the request",
      hint: "Change the prompt or the task.",
    },
  },
  "tools-off": {
    says: /--enable-auto-tool-choice|--tool-call-parser|--jinja|auto(matic)? tool choice/i,
    at: ANYWHERE,
    isFinal: true,
    rule: {
      code: "model-refused",
      what: "this server runs without tool calls",
      hint: "Start it with tool calls switched on (vLLM: --enable-auto-tool-choice and --tool-call-parser; llama.cpp: --jinja), or choose an agent without tools.",
    },
  },
  "no-tools": {
    says: /(does ?n[o']t|do ?n[o']t|not) (currently )?support(ed)? (the )?(use of )?(tools?|tool[ -]?(use|calls?|calling)|function[ -]?(calls?|calling)|functions)\b|\b(tools?|tool[ -]?(use|calls?|calling)|function[ -]?calling|functions) (is|are|was) ?(not |un)(supported|enabled|available|allowed)|no endpoints found that support tool use|(unsupported|unknown|unrecognized|unexpected) (param\w*|argument\w*|field\w*|member\w*)?[^.\w]{0,10}\b[`'"]?tools\b/i,
    at: ANYWHERE,
    isFinal: true,
    rule: {
      code: "model-refused",
      what: "this model takes no tools",
      hint: "Choose a model that calls tools, or an agent without them.",
    },
  },
  context: {
    names: /^(context_length_exceeded|exceed_context_size_error)$/i,
    says: TOO_LONG,
    at: ANYWHERE,
    rule: ({ said }) => ({
      code: "model-refused",
      what: `the request is longer than the model's context${tellFigures(said)}`,
      hint: "Shorten the prompt, lower the output limit, or choose a model with a longer context.",
    }),
  },
  "too-large": {
    says: /request too large/i,
    at: ["refusal", "limit"],
    rule: {
      code: "model-refused",
      what: "the request is larger than the account may send at once",
      hint: "Shorten the prompt, lower the output limit, or raise the account's limit.",
    },
  },
  "no-chat": {
    says: /not a chat model|not support (the )?(chat|generate)\b|(is|an) embeddings? model|use (the )?\/?v1\/(completions|embeddings|responses)|only supported in v1\/(completions|responses)/i,
    rule: {
      code: "model-unknown",
      what: "this model does not chat",
      hint: "Choose a model for chat, or the address where this one is served.",
    },
  },
  retired: {
    names: /^(model_decommissioned|deprecated_model)$/i,
    says: /\bmodel\b[^.]{0,80}\b(decommissioned|(has been|was|is) (deprecated|retired|discontinued|shut down))/i,
    rule: {
      code: "model-unknown",
      what: "the model is no longer offered",
      hint: "Choose the model that took its place.",
    },
  },
  model: {
    names:
      /^(model_not_found|modelnotfound|model_not_exist|invalid_model|model_not_available|unknown_model|not_found_error)$/i,
    says: /\bmodels?\b[^.]{0,80}\b(not found|not exist|does ?n[o']t exist|not loaded|not available|is ?n[o']t available|is unknown|not recognized|could not be found|not a valid model)|(no such|unknown|invalid|unrecognized|missing|unsupported) model\b|no models? (is |are )?(currently )?loaded|try pulling it first|not a valid model( id)?|failed to load model/i,
    rule: {
      code: "model-unknown",
      what: "it has no such model for this key, or has not loaded it",
      hint: "Check the model's name and that the key's account may use it; on a server of your own, load or pull it first.",
    },
  },
  media: {
    says: /\b(image|vision|audio|multi-?modal\w*|image_url)\b[^.]{0,60}(not|un)[- ]?(supported|support|allowed|available)|(not|n't) support[^.]{0,40}\b(images?|vision|audio|multi-?modal)/i,
    rule: {
      code: "model-refused",
      what: "this model reads text alone",
      hint: "Choose a model that takes what the task holds, or leave it out of the task.",
    },
  },
  turns: {
    says: TURNS_REFUSED,
    at: ANYWHERE,
    rule: {
      code: "model-refused",
      what: "this model wants user and assistant to take turns",
      hint: "Have the connection cast the messages so (request: roles: alternating).",
    },
  },
  system: {
    says: SYSTEM_REFUSED,
    at: ANYWHERE,
    rule: {
      code: "model-refused",
      what: "this model takes no system message",
      hint: "Have the connection send what the system says with the user's first message (request: roles: no-system).",
    },
  },
};

export type KnownCause = { readonly rule: FailureRule; readonly isFinal: boolean };

/** What is known of this failure by its words; null where they are new. */
export function findCause(facts: FailureFacts): KnownCause | null {
  const told = toldAs(facts.status);
  const cause = Object.values(KNOWN_CAUSES).find(
    ({ names, says, at = ["refusal"] }) =>
      at.includes(told) &&
      (facts.names.some((name) => names?.test(name) === true) || says?.test(facts.said) === true),
  );
  if (cause === undefined) return null;
  const { rule, isFinal = false } = cause;
  return { rule: typeof rule === "function" ? rule(facts) : rule, isFinal };
}

function toldAs(status: FailureFacts["status"]): Told {
  if (status === 429) return "limit";
  return status === null || status >= 500 || status === 408 || status === 409 ? "failure" : "refusal";
}

export function keyRefused({ hasKey, keyVariable }: FailureFacts): FailureRule {
  const code = "model-key-missing";
  return hasKey
    ? {
        code,
        what: "it does not accept the key",
        hint: "Check the key in Settings, or the environment variable it comes from.",
      }
    : { code, what: "it wants a key and there is none", ...hintToAddKey(keyVariable) };
}
