import { describe, expect, it } from "vitest";
import { fieldsOf, readFields, writeFields } from "#renderer/features/resources/run/tool-fields.ts";

const FIELDS = fieldsOf({
  inputSchema: {
    type: "object",
    properties: {
      text: { type: "string", description: "Words." },
      count: { type: "integer" },
      on: { type: "boolean" },
      pick: { enum: ["a", "b"] },
      list: { type: "array", items: { type: "number" } },
      any: true,
    },
    required: ["text", "count"],
  },
});

describe("[L19] the form of a tool's arguments", () => {
  it("has a field for each by its type, and JSON for what has none", () => {
    expect(FIELDS.map(({ name, type, isRequired }) => [name, type, isRequired])).toEqual([
      ["text", "text", true],
      ["count", "number", true],
      ["on", "boolean", false],
      ["pick", "choice", false],
      ["list", "json", false],
      ["any", "json", false],
    ]);
  });

  it("reads what was typed as what it is, and leaves out what was left out", () => {
    const read = readFields(FIELDS, { text: "", count: "3", on: "true", list: "[1]" });
    expect(read).toEqual({ ok: true, value: { text: "", count: 3, on: true, list: [1] } });
  });

  it.each([
    [{ text: "x", count: "three" }, "count"],
    [{ text: "x", count: "1", list: "[1" }, "list"],
    [{ text: "x" }, "count"],
  ])("says at the field what cannot be read", (values, name) => {
    const read = readFields(FIELDS, values);
    expect(read.ok ? [] : Object.keys(read.error)).toEqual([name]);
  });

  it("comes back as it was written from an example", () => {
    const input = { text: "a", count: 2, on: false, pick: "b", list: [1, 2], any: { x: "y" } };
    expect(readFields(FIELDS, writeFields(FIELDS, input))).toEqual({ ok: true, value: input });
    expect(writeFields(FIELDS, [1])).toEqual({});
  });
});
