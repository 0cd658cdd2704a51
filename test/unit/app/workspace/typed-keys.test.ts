import { expect, it } from "vitest";
import type { KeySafe } from "#core/app/models/secrets.ts";
import { createTypedKeys } from "#core/app/workspace/typed-keys.ts";

it("a key that is typed in goes before the host's, and forgetting it brings that one back", async () => {
  const host = { find: (variable: string) => (variable === "A_KEY" ? "from the host" : null) };
  const keys = createTypedKeys(host);
  const told = () => [keys.find("A_KEY"), keys.originOf("A_KEY"), keys.find("B_KEY"), keys.originOf("B_KEY")];
  expect(await keys.keptIn()).toBe("memory");
  expect(told()).toEqual(["from the host", "environment", null, "none"]);
  await keys.put("A_KEY", "typed");
  await keys.put("B_KEY", "typed too");
  expect(told()).toEqual(["typed", "typed", "typed too", "typed"]);
  await keys.put("A_KEY", null);
  await keys.put("B_KEY", null);
  expect(told()).toEqual(["from the host", "environment", null, "none"]);
});

/** A safe that can encrypt for as long as it is told so. */
function openSafe() {
  const kept = new Map<string, string>();
  let hasStore = false;
  const safe: KeySafe = {
    find: (variable) => kept.get(variable) ?? null,
    names: () => [...kept.keys()],
    isKept: (variable) => kept.has(variable),
    canKeep: async () => await Promise.resolve(hasStore),
    keep: async (variable, key) => {
      kept.delete(variable);
      if (hasStore && key !== null) kept.set(variable, key);
      return await Promise.resolve(hasStore && key !== null);
    },
  };
  return {
    safe,
    setStore: (isThere: boolean): void => {
      hasStore = isThere;
    },
  };
}

it("a key that the host's safe cannot keep is used for this run, until one is kept or it is forgotten", async () => {
  const { safe, setStore } = openSafe();
  const keys = createTypedKeys(safe);
  const told = () => [keys.find("A_KEY"), keys.originOf("A_KEY")];
  expect(await keys.keptIn()).toBe("unsafe");
  await keys.put("A_KEY", "one");
  expect(told()).toEqual(["one", "typed"]);
  setStore(true);
  expect(await keys.keptIn()).toBe("system");
  await keys.put("A_KEY", "two");
  expect(told()).toEqual(["two", "kept"]);
  setStore(false);
  await keys.put("A_KEY", "three");
  expect(told()).toEqual(["three", "typed"]);
  await keys.put("A_KEY", null);
  expect(told()).toEqual([null, "none"]);
});
