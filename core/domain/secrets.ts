/** Texts that look like credentials. They are kept out of every version, trace, log and export. */
const PATTERNS: ReadonlyArray<readonly [name: string, pattern: RegExp]> = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["an OpenAI-style key", /\bsk-[A-Za-z0-9_-]{20,}/],
  ["an AWS access key", /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a GitHub token", /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/],
  ["a Google API key", /\bAIza[0-9A-Za-z_-]{35}\b/],
  ["a Slack token", /\bxox[abprs]-[0-9A-Za-z-]{10,}/],
];

/** What kind of credential the text seems to hold, or null. */
export function findSecret(text: string): string | null {
  return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
