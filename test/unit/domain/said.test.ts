import { describe, expect, it } from "vitest";
import type { SpanRecord } from "#core/domain/run.ts";
import { INDEXED_ATTRIBUTES, indexTrace } from "#core/domain/said.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";

function span(attributes: SpanRecord["attributes"], rest: Partial<SpanRecord> = {}): SpanRecord {
  const times = { startUs: 0, endUs: 1 };
  return {
    trace: "t",
    span: "s",
    parent: null,
    name: "step",
    kind: "internal",
    error: null,
    ...times,
    ...rest,
    attributes,
  };
}

describe("what a trace is found by", () => {
  const said: ReadonlyArray<readonly [what: string, found: string, attributes: SpanRecord["attributes"]]> = [
    [
      "what the system message says",
      "be brief",
      { [GEN_AI.systemInstructions]: '[{"type":"text","content":"Be brief"}]' },
    ],
    [
      "what the model was asked",
      'say "hi"\nnow',
      {
        [GEN_AI.inputMessages]: JSON.stringify([
          { role: "user", parts: [{ type: "text", content: 'Say "hi"\nnow' }] },
        ]),
      },
    ],
    [
      "the name of a tool that the model called",
      "calculator",
      {
        [GEN_AI.outputMessages]: JSON.stringify([
          {
            role: "assistant",
            parts: [{ type: "tool_call", name: "calculator", arguments: '{"expression":"2*3"}' }],
          },
        ]),
      },
    ],
    ["what a tool was given", '{"expression":"2*3"}', { [GEN_AI.toolArguments]: '{"expression":"2*3"}' }],
    ["what a tool answered", "Ünknown".toLowerCase(), { [GEN_AI.toolResult]: "ÜNKNOWN" }],
    [
      "what the run was given, without the escapes of JSON",
      "two\nlines",
      { [AUTOGENESIS.input]: '"Two\\nlines"' },
    ],
    ["messages of another form", "just text", { [GEN_AI.inputMessages]: "just text" }],
  ];
  it.each(said)("is %s", (_what, found, attributes) => {
    expect(indexTrace([span(attributes)]).texts).toContain(found);
  });

  it("is not what was merely offered: a tool that nobody called is no answer to a search for it", () => {
    const offered = span({ [GEN_AI.toolDefinitions]: '[{"type":"function","name":"calculator"}]' });
    expect(indexTrace([offered]).texts).toEqual(["step"]);
  });

  it("is each text once, names and errors too, and nothing of a trace made from a sealed item", () => {
    const failed = span({ [GEN_AI.toolName]: "done" }, { name: "execute_tool done", error: "Too Long" });
    expect(indexTrace([failed, failed]).texts).toEqual(["execute_tool done", "too long", "done"]);
    const sealed = span({ [AUTOGENESIS.sealed]: true, [AUTOGENESIS.input]: '"secret"' });
    expect(indexTrace([sealed, failed])).toEqual({ session: null, model: null, texts: [] });
  });

  it("has the session and the first model that was called, with its provider", () => {
    const call = span({ [GEN_AI.provider]: "openai", [GEN_AI.requestModel]: "vendor/m-1" });
    expect(indexTrace([span({ [AUTOGENESIS.session]: "7" }), call])).toMatchObject({
      session: "7",
      model: "openai/vendor/m-1",
    });
  });

  it("reads attributes by the names under which they are recorded", () => {
    expect(INDEXED_ATTRIBUTES).toEqual({
      session: AUTOGENESIS.session,
      sealed: AUTOGENESIS.sealed,
      provider: GEN_AI.provider,
      model: GEN_AI.requestModel,
      messages: [GEN_AI.systemInstructions, GEN_AI.inputMessages, GEN_AI.outputMessages],
      values: [
        GEN_AI.toolName,
        GEN_AI.toolArguments,
        GEN_AI.toolResult,
        AUTOGENESIS.input,
        AUTOGENESIS.output,
      ],
    });
  });
});
