import { expect, it } from "vitest";
import { workspaceName } from "#core/domain/workspace-name.ts";

it.each([
  ["/home/a/order-desk", "order-desk"],
  ["/home/a/my agent.autogenesis", "my agent"],
  ["C:\\Users\\a\\desk.autogenesis\\", "desk"],
  ["/w/.autogenesis", ".autogenesis"],
  ["/", "/"],
  ["/w/desk\u202egpj.autogenesis", "desk[U+202E]gpj"],
])("the workspace in %s is called %s", (folder, name) => {
  expect(workspaceName(folder)).toBe(name);
});
