import { expect, it } from "vitest";
import { spanRoleOf, type SpanRole } from "#core/domain/span-role.ts";

const CASES: ReadonlyArray<
  readonly [operation: string | null, operator: string | null, resource: string | null, role: SpanRole]
> = [
  ["invoke_agent", null, null, "agent"],
  ["chat", null, "prompt/order-clerk", "model"],
  ["embeddings", null, null, "model"],
  ["execute_tool", null, "tool/calculator", "tool"],
  ["execute_tool", null, null, "tool"],
  ["execute_tool", null, "environment/files", "environment"],
  [null, null, "memory/house-notes", "memory"],
  [null, "reflect", null, "operator"],
  ["chat", "reflect", null, "operator"],
  [null, null, null, "other"],
  ["some_day", null, null, "other"],
];

it.each(CASES)("operation %s, operator %s, resource %s is of %s", (operation, operator, resource, role) => {
  expect(spanRoleOf({ operation, operator, resource })).toBe(role);
});
