import fc from "fast-check";
import { expect, it } from "vitest";
import { joinKey, spanKeyOf, splitKey } from "#core/domain/spans/key.ts";

it("a key is the id where that is one of OpenTelemetry's, and comes back from its halves", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
      const id = Buffer.from(bytes).toString("hex");
      expect(spanKeyOf(id)).toBe(id);
      expect(joinKey(...splitKey(id))).toBe(id);
    }),
  );
});

it("of any other name it is a key of the same form, another for another name, and its own key", () => {
  const names = ["s1", "s2", "", "AB".repeat(8), "0123456789abcdef0", "ein Schritt"];
  const keys = names.map(spanKeyOf);
  expect(new Set(keys).size).toBe(names.length);
  for (const key of keys) expect(spanKeyOf(key)).toBe(key);
});
