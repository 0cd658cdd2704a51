import { expect, it } from "vitest";
import { findSecret } from "#core/domain/secrets.ts";

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
  ["-----BEGIN PUBLIC KEY-----", null],
  ["ask-me-anything-about-your-order-please", null],
  ["task-0123456789012345678901234", null],
  ["sk-short", null],
  ["AKIA is not a key", null],
  ["", null],
])("[R10] «%s» holds %s", (text, found) => {
  expect(findSecret(text)).toBe(found);
});
