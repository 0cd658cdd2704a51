import { hash } from "node:crypto";
import { expect, it } from "vitest";
import { PAGE_SCRIPT, PAGE_SCRIPT_SHA256 } from "#core/domain/trace-files/page-script.ts";
import { PAGE_STYLE, PAGE_STYLE_SHA256 } from "#core/domain/trace-files/page-style.ts";

it("[T43] the policy of a trace's page names its script and its style by their hashes", () => {
  expect(PAGE_SCRIPT_SHA256).toBe(hash("sha256", PAGE_SCRIPT, "base64"));
  expect(PAGE_STYLE_SHA256).toBe(hash("sha256", PAGE_STYLE, "base64"));
});
