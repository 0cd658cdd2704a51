import { describe, expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import type { ResourceKind } from "#core/domain/resource.ts";
import { findUnknownFields } from "#core/exchange/files/unknown-fields.ts";

const CODE = { type: "code", code: "function run() {}" };
const RECORD = { id: "a", text: "b" };

describe("[R43] fields that nobody knows", () => {
  it.each<readonly [string, ResourceKind, JsonObject, string, string | null]>([
    ["a letter too many", "agent", { toools: [] }, "/toools", "tools"],
    ["other letters of a case", "agent", { model: { baseURL: "" } }, "/model/baseURL", "baseUrl"],
    ["one of a map within, at the top", "agent", { temprature: 0 }, "/temprature", "sampling.temperature"],
    [
      "a right name in the wrong map",
      "agent",
      { sampling: { maxSteps: 3 } },
      "/sampling/maxSteps",
      "limits.maxSteps",
    ],
    ["one of the top, within", "agent", { limits: { tools: [] } }, "/limits/tools", "tools"],
    ["within a mask", "prompt", { mask: [{ maxToken: 3 }] }, "/mask/0/maxToken", "maxTokens"],
    [
      "of a section",
      "prompt",
      { messages: [{ sections: [{ txt: "" }] }] },
      "/messages/0/sections/0/txt",
      "text",
    ],
    ["of code", "tool", { ...CODE, capabilites: [] }, "/capabilites", "capabilities"],
    [
      "of an action",
      "environment",
      { type: "filesystem", actions: [{ efect: "" }] },
      "/actions/0/efect",
      "effect",
    ],
    [
      "of a record",
      "memory",
      { records: [{ ...RECORD, importence: 1 }] },
      "/records/0/importence",
      "importance",
    ],
    ["the word of files", "agent", { extend: "a" }, "/extend", "extends"],
    ["what is near nothing", "agent", { colour: "red" }, "/colour", null],
    ["the name, which the file has", "agent", { name: "a" }, "/name", null],
  ])("%s", (_what, kind, content, pointer, meant) => {
    // What is told is typed as it would be written, with its maps where it stands elsewhere.
    const [only, ...others] = findUnknownFields(kind, content);
    expect(others).toEqual([]);
    expect([only?.pointer, only?.meant]).toEqual([pointer, meant]);
  });

  it.each<readonly [ResourceKind, JsonObject]>([
    ["agent", { "x-owner": "me", sampling: { "x-note": 1 }, metadata: { toools: 1, any: { model: 2 } } }],
    ["tool", { ...CODE, inputSchema: { type: "object", title: "A", additionalProperties: false } }],
    [
      "tool",
      {
        ...CODE,
        outputSchema: { type: "array", items: {} },
        examples: [{ input: { toool: 1 }, output: {} }],
      },
    ],
    ["environment", { type: "filesystem", initialState: { files: { rules: "", toools: "" } } }],
    ["tool", { type: "of-another-program", anything: 1 }],
  ])("of %s are none in what is one's own, or of no form: %j", (kind, content) => {
    expect(findUnknownFields(kind, content)).toEqual([]);
  });
});
