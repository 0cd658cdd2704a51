import { expect, it } from "vitest";
import { findSecret, hideSecrets, isKeyItself } from "#core/domain/secrets.ts";

const digits = (count: number): string => "a1B2c3D4e5".repeat(10).slice(0, count);

it.each<readonly [text: string, found: string | null]>([
  [`-----BEGIN RSA PRIVATE KEY-----\n${digits(40)}`, "a private key"],
  ["-----BEGIN PRIVATE KEY-----", "a private key"],
  [`OPENAI_API_KEY=sk-proj-${digits(40)}`, "an OpenAI-style key"],
  [`(sk-${digits(20)})`, "an OpenAI-style key"],
  ["key AKIAIOSFODNN7EXAMPLE.", "an AWS access key"],
  [`ghp_${digits(36)}`, "a GitHub token"],
  [`github_pat_${digits(60)}`, "a GitHub token"],
  [`AIza${digits(35)}`, "a Google API key"],
  [`xoxb-${digits(12)}`, "a Slack token"],
  [`glpat-${digits(20)}`, "a GitLab token"],
  [`hf_${digits(34)}`, "a Hugging Face token"],
  [`gsk_${digits(30)}`, "a Groq key"],
  [`xai-${digits(30)}`, "an xAI key"],
  [`sk_live_${digits(24)}`, "a Stripe key"],
  [`eyJ${digits(20)}.eyJ${digits(20)}.${digits(20)}`, "a signed web token"],
  [`s\u200bk-${digits(10)}\u2060${digits(10)}`, "an OpenAI-style key"],
  [`sk-${Array.from(digits(20)).join("\u{e0001}\ufe0f")}`, "an OpenAI-style key"],
  [`ｓｋ－${digits(20)}`, "an OpenAI-style key"],
  ["-----BEGIN PUBLIC KEY-----", null],
  ["ask-me-anything-about-your-order-please", null],
  ["task-0123456789012345678901234", null],
  ["sk-short", null],
  ["AKIA is not a key", null],
  ["", null],
])("[R10] «%s» holds %s", (text, found) => {
  expect(findSecret(text)).toBe(found);
});

it.each([
  ["TEAM_KEY", false],
  ["AZURE_OPENAI_API_KEY_EastUS2", false],
  ["my_company_gateway_credentials_of_2026", false],
  [`gsk_${digits(30)}`, true],
  ["gsk_A1b2C3d4E5f6G7h8", true],
  ["Zx81kQ0pLm2Vt7RbYw", true],
])("[M17] given as the name of a key, %s is the key itself: %s", (name, expected) => {
  expect(isKeyItself(name)).toBe(expected);
});

// Would catch a text that is let through because its key is dressed up, or what stands around a key lost with it.
it.each<readonly [text: string, left: string]>([
  [`a=sk-${digits(30)}, b=AKIAIOSFODNN7EXAMPLE.`, "a=[key], b=[key]."],
  [`x -----BEGIN PRIVATE KEY-----\n${digits(40)}\n-----END PRIVATE KEY----- y`, "x [key] y"],
  [`x -----BEGIN PRIVATE KEY-----\n${digits(40)}`, "x [key]"],
  [`before s\u200bk-${digits(10)}\u2060${digits(10)} behind`, "[key]"],
  ["nothing to hide", "nothing to hide"],
])("[T42] hides in %j what looks like a credential", (text, left) => {
  expect(hideSecrets(text)).toBe(left);
});
