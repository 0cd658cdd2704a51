import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { VariableType } from "#core/domain/variable.ts";
import { editFormOf, readEditValue } from "#core/evolution/operators/edit-form.ts";

const RECORDS: Json = [
  { id: "1", type: "insight", text: "Dozens are packs.", importance: 1, provenance: {} },
];

describe("an improver's reply is read as what its variable holds", () => {
  const rows: ReadonlyArray<readonly [what: string, type: VariableType, value: Json, read: Json | null]> = [
    ["a text", "text", "Be exact.", "Be exact."],
    ["a text that looks like a number", "text", "7", "7"],
    ["code", "code", "1", "1"],
    ["a number", "number", 0.4, 0.4],
    ["a number as text", "number", " 0.4 ", 0.4],
    ["words for a number", "number", "less", null],
    ["no number at all", "number", "", null],
    ["records", "json", RECORDS, RECORDS],
    ["records as JSON text", "json", JSON.stringify(RECORDS), RECORDS],
    ["prose for records", "json", "Dozens are packs.", null],
  ];
  it.each(rows)("%s", (_what, type, value, read) => {
    const formed = editFormOf(type).safeParse({ value, summary: "s" });
    expect(formed.success).toBe(true);
    const found = readEditValue(type, value);
    expect(found.ok ? found.value : null).toEqual(read);
  });

  it("what no variable of the type can hold does not have the form", () => {
    expect(editFormOf("text").safeParse({ value: ["a"], summary: "s" }).success).toBe(false);
    expect(editFormOf("number").safeParse({ value: ["a"], summary: "s" }).success).toBe(false);
  });
});
