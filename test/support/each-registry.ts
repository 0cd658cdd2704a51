import { afterEach, beforeEach, expect } from "vitest";
import { assertDefined } from "#core/base/assert.ts";
import { verifyStore } from "#core/store/verify.ts";
import { openRegistry, type Registry } from "./registry.ts";

/** A house of its own for each test of the file; whatever a test did, all of it must still hold. */
export function eachRegistry(): () => Registry {
  let current: Registry | null = null;
  beforeEach(() => {
    current = openRegistry();
  });
  afterEach(() => {
    const { store, close } = get();
    expect(verifyStore(store)).toMatchObject({ ok: true });
    close();
  });
  const get = (): Registry => assertDefined(current, "the registry of a running test");
  return get;
}
