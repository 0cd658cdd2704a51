import { expect, it } from "vitest";
import { createTypedKeys } from "#core/app/typed-keys.ts";

it("a key that is typed in goes before the host's, and forgetting it brings that one back", async () => {
  const host = { find: (variable: string) => (variable === "A_KEY" ? "from the host" : null) };
  const keys = createTypedKeys(host);
  const told = () => [keys.find("A_KEY"), keys.originOf("A_KEY"), keys.find("B_KEY"), keys.originOf("B_KEY")];
  expect(told()).toEqual(["from the host", "environment", null, "none"]);
  await keys.put("A_KEY", "typed");
  await keys.put("B_KEY", "typed too");
  expect(told()).toEqual(["typed", "typed", "typed too", "typed"]);
  await keys.put("A_KEY", null);
  await keys.put("B_KEY", null);
  expect(told()).toEqual(["from the host", "environment", null, "none"]);
});
