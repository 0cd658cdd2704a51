import { UNSEEN } from "#core/base/unseen.ts";

/** Texts that look like credentials, whoever they belong to. Keys in use in this process are known by their value instead. */
const PATTERNS: ReadonlyArray<readonly [name: string, pattern: RegExp]> = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["an OpenAI-style key", /\bsk-[A-Za-z0-9_-]{20,}/],
  ["a Stripe key", /\b[rs]k_live_[A-Za-z0-9]{20,}/],
  ["an AWS access key", /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a GitHub token", /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{20,}/],
  ["a Google API key", /\bAIza[0-9A-Za-z_-]{35}\b/],
  ["a Hugging Face token", /\bhf_[A-Za-z0-9]{30,}/],
  ["a Groq key", /\bgsk_[A-Za-z0-9]{20,}/],
  ["an xAI key", /\bxai-[A-Za-z0-9]{20,}/],
  ["a Slack token", /\bxox[abprs]-[0-9A-Za-z-]{10,}/],
  ["a signed web token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
];

/** What may stand between the letters of a credential without being seen. */
const BETWEEN = new RegExp(UNSEEN, "gu");

/** All of them at once: nearly every text holds none, and is read one time to know it. */
const ANY = new RegExp(PATTERNS.map(([, { source }]) => source).join("|"));

/** What kind of credential the text seems to hold, or null; also where unseen characters split it or letters are dressed up. */
export function findSecret(text: string): string | null {
  const plain = BEYOND_ASCII.test(text) ? text.normalize("NFKC").replace(BETWEEN, "") : text;
  if (!ANY.test(plain)) return null;
  return PATTERNS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** Each of them, and of a private key all of it that is there. */
const EACH = new RegExp(
  PATTERNS.map(([name, { source }]) =>
    name === "a private key" ? `${source}[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)` : source,
  ).join("|"),
  "g",
);

/** What stands where a credential stood. */
const HIDDEN = "[key]";

/** The text without what looks like a credential. Where unseen characters split one, nothing of the text is left. */
export function hideSecrets(text: string): string {
  if (findSecret(text) === null) return text;
  const hidden = text.replaceAll(EACH, HIDDEN);
  return findSecret(hidden) === null ? hidden : HIDDEN;
}

/** A word of a name is never as long, and mixes letters of both cases and digits as keys do. */
const LEAST_KEY_PART = 16;

/** Whether what was given as the name of a key is a key itself. */
export function isKeyItself(name: string): boolean {
  return (
    findSecret(name) !== null ||
    name
      .split("_")
      .some(
        (part) => part.length >= LEAST_KEY_PART && [/[A-Z]/, /[a-z]/, /\d/].every((kind) => kind.test(part)),
      )
  );
}

const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** What is shorter is no key, and may be a part of any word. */
const LEAST_LENGTH = 8;

/** What people type where a local server asks for a key and takes any. */
const PLACEHOLDER =
  /^(?:(?:sk-)?(?:no|not|dummy|fake|none|empty|test|local|ollama|lm-?studio|key|api|required|needed)[-_]?)+$/i;

/** Whether what is sent as a key is one: anything else hides nothing, and stands in texts for itself [S14]. */
export function mayBeKey(value: string): boolean {
  return value.length >= LEAST_LENGTH && !PLACEHOLDER.test(value);
}
