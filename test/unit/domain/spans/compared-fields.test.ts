import { describe, expect, it } from "vitest";
import type { SpanRecord } from "#core/domain/run.ts";
import { COMPARED_FIELDS, comparedValue } from "#core/domain/spans/compared-fields.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";

function spanWith(attributes: SpanRecord["attributes"]): SpanRecord {
  const head = { trace: "t", span: "s", parent: null, name: "step", kind: "internal" } as const;
  return { ...head, startUs: 0, endUs: 1, error: null, attributes };
}

const messages = (id: string): string =>
  JSON.stringify([{ role: "assistant", parts: [{ type: "tool_call", id, name: "add", arguments: {} }] }]);

describe("[T40] what two spans are compared by", () => {
  it("is named as it is recorded", () => {
    const recorded = new Set<string>([...Object.values(GEN_AI), ...Object.values(AUTOGENESIS)]);
    expect(COMPARED_FIELDS.filter((field) => !recorded.has(field))).toEqual(["error"]);
  });

  // Would catch every run of a model that makes ids up told to differ from every other.
  it("is no id of a call, which each answer makes up anew", () => {
    const [one, other] = ["call_1", "call_2"].map((id) =>
      comparedValue(spanWith({ [GEN_AI.outputMessages]: messages(id) }), GEN_AI.outputMessages),
    );
    expect(one).toEqual(other);
    expect(JSON.stringify(one)).toContain('"name":"add"');
  });

  it("is what a text says where it is JSON, and the text where it is none", () => {
    const read = (text: string) =>
      comparedValue(spanWith({ [GEN_AI.toolArguments]: text }), GEN_AI.toolArguments);
    expect(read('{"b": 1,"a":2}')).toEqual({ a: 2, b: 1 });
    expect(read('{"b": 1')).toBe('{"b": 1');
  });

  it("is no version of what says itself: it is another with every word of a prompt", () => {
    const version = { [AUTOGENESIS.resourceVersion]: "v1" };
    const read = (attributes: SpanRecord["attributes"]) =>
      comparedValue(spanWith({ ...attributes, ...version }), AUTOGENESIS.resourceVersion);
    expect(read({ [GEN_AI.operation]: "invoke_agent" })).toBeUndefined();
    expect(read({ [GEN_AI.operation]: "chat" })).toBeUndefined();
    expect(read({ [GEN_AI.operation]: "execute_tool" })).toBe("v1");
  });
});
