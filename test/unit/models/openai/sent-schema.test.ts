import { describe, expect, it } from "vitest";
import { toSentSchema } from "#core/models/openai/sent-schema.ts";
import type { Json, JsonObject } from "#core/base/json.ts";

const whole = (schema: Json) => toSentSchema(schema, { isPlain: false });
const plain = (schema: Json) => toSentSchema(schema, { isPlain: true });
const anyIn = (schema: JsonObject) => JSON.stringify(schema);

describe("[M21] a schema as it is sent", () => {
  it("says a type or choices for every value that may be anything", () => {
    const sent = whole({
      type: "object",
      properties: {
        a: { description: "x" },
        b: true,
        c: { type: "array" },
        d: { type: "array", items: {} },
        e: { type: "string" },
      },
    });
    const properties = sent["properties"] as Record<string, JsonObject>;
    expect(properties["a"]).toMatchObject({ description: "x", anyOf: expect.any(Array) as unknown });
    expect(properties["b"]).toHaveProperty("anyOf");
    expect(properties["c"]).toHaveProperty("items.anyOf");
    expect(properties["d"]).toHaveProperty("items.anyOf");
    expect(properties["e"]).toEqual({ type: "string" });
  });

  it("has no notes, and choices of one as a list with its type", () => {
    expect(
      whole({
        $schema: "x",
        $id: "y",
        type: "object",
        properties: { a: { const: "b" }, c: { enum: [1, 2] } },
      }),
    ).toEqual({
      type: "object",
      properties: { a: { type: "string", enum: ["b"] }, c: { type: "number", enum: [1, 2] } },
    });
  });

  it("keeps every other keyword, and is left as it was given", () => {
    const schema = {
      type: "object",
      properties: { a: { type: "integer", exclusiveMinimum: 0, multipleOf: 2 } },
      required: ["a"],
      additionalProperties: false,
    };
    const before = structuredClone(schema);
    expect(whole(schema)).toEqual(schema);
    plain(schema);
    expect(schema).toEqual(before);
  });

  it("plain: knows no keyword that some reader does not, and asks for no more than ours", () => {
    expect(
      plain({
        type: "object",
        properties: {
          a: { type: "integer", exclusiveMinimum: 0, exclusiveMaximum: 9.5, multipleOf: 2 },
          b: { type: ["string", "null"], pattern: "^x" },
          c: {
            oneOf: [
              { type: "string", const: "p" },
              { type: "number", const: 4 },
            ],
          },
          d: { allOf: [{ properties: { e: { type: "string" } }, required: ["e"] }, { type: "object" }] },
          f: { $ref: "#/$defs/F" },
          g: { type: ["string", "number"] },
        },
        required: ["a"],
        additionalProperties: false,
        $defs: { F: { type: "boolean", default: true } },
      }),
    ).toEqual({
      type: "object",
      properties: {
        a: { type: "integer", minimum: 1, maximum: 9 },
        b: { type: "string", nullable: true },
        c: { anyOf: [{ type: "string", enum: ["p"] }, { type: "number" }] },
        d: { type: "object", properties: { e: { type: "string" } }, required: ["e"] },
        f: { type: "boolean" },
        g: { anyOf: [{ type: "string" }, { type: "number" }] },
      },
      required: ["a"],
    });
  });

  it("plain: holds no object of which nothing is known where anything may be", () => {
    expect(anyIn(whole({ type: "object", properties: { a: {} } }))).toContain('{"type":"object"}');
    expect(anyIn(plain({ type: "object", properties: { a: {} } }))).not.toContain('{"type":"object"}');
  });

  it("comes to an end where a schema refers to itself", () => {
    const schema = {
      $defs: { N: { type: "object", properties: { n: { $ref: "#/$defs/N" } } } },
      $ref: "#/$defs/N",
    };
    expect(plain(schema)).toHaveProperty("properties.n.properties.n.type", "object");
  });
});
