import { describe, expect, it } from "vitest";
import { fitCall } from "#core/models/openai/fit-call.ts";
import type { ToolDefinition } from "#core/models/provider.ts";

const tool = (
  name: string,
  properties: Readonly<Record<string, object>> = { output: {} },
): ToolDefinition => ({
  name,
  description: "",
  parameters: JSON.parse(JSON.stringify({ type: "object", properties })) as ToolDefinition["parameters"],
});
const OFFERED = [tool("done"), tool("find_order"), tool("send", { parameters: {} })];
const GOOD = '{"output":"5"}';

function fit(toolName: string, argumentsText: string): readonly string[] {
  const fitted = fitCall({ callId: "c", toolName, argumentsText }, OFFERED);
  return [fitted.toolName, fitted.argumentsText];
}

describe("[M36] the name of a tool that is none, and can mean one alone,", () => {
  it.each(["functions.done", "default_api.done", " done\n", "Done", "done<|channel|>commentary", "done()"])(
    "%j is its name",
    (name) => {
      expect(fit(name, GOOD)).toEqual(["done", GOOD]);
    },
  );

  it.each(["find-order", "findOrder", "mcp__desk__find_order", "functions_find_order", "desk:find_order"])(
    "%j is its name, however its words are put together",
    (name) => {
      expect(fit(name, GOOD)).toEqual(["find_order", GOOD]);
    },
  );

  it.each(["undone", "find", "order", "constructor", "."])("%j stays what it is", (name) => {
    expect(fit(name, GOOD)).toEqual([name, GOOD]);
  });

  it("stays what it is where it can mean two", () => {
    const call = { callId: "c", toolName: "Find", argumentsText: "{}" };
    expect(fitCall(call, [tool("find"), tool("FIND")])).toEqual(call);
  });
});

describe("[M36] the arguments of a call", () => {
  it.each([
    ["as they should be", GOOD],
    ["in a text of JSON", JSON.stringify(GOOD)],
    ["in a text of JSON twice", JSON.stringify(JSON.stringify(GOOD))],
    ["in a list", `[${GOOD}]`],
    ["behind an empty object", `{}${GOOD}`],
    ["told twice", `${GOOD}${GOOD}`],
    ["in a fence", `\`\`\`json\n${GOOD}\n\`\`\``],
    ["before a mark", `${GOOD}</tool_call>`],
    ["in Python's quotes", "{'output': '5'}"],
    ["under a name of the model's own", `{"parameters":${GOOD}}`],
    ["with the tool's name beside them", `{"name":"done","arguments":${GOOD}}`],
    ["under such a name as a text", JSON.stringify({ arguments: GOOD })],
  ])("%s are their object", (_how, text) => {
    expect(fit("done", text)).toEqual(["done", GOOD]);
  });

  it("in Python's words keep quotes and words inside texts", () => {
    expect(fit("done", `{'output': 'say "None"', 'is': True, 'it\\'s': None}`)[1]).toBe(
      JSON.stringify({ output: 'say "None"', is: true, "it's": null }),
    );
  });

  it.each([
    ["half of them", '{"output":"5'],
    ["two that differ", '{"output":"5"}{"output":"6"}'],
    ["a list of two", '[{"output":"5"},{"output":"6"}]'],
    ["words", "five"],
    ["a number", "5"],
  ])("%s stay as they were written", (_what, text) => {
    expect(fit("done", text)).toEqual(["done", text]);
  });

  it("stay under a name that the tool knows", () => {
    const text = '{"parameters":{"a":1}}';
    expect(fit("send", text)).toEqual(["send", text]);
  });
});
