import { expect, it } from "vitest";
import { createTurns } from "#core/base/turns.ts";

it("what is under one name goes one after the other, also after a failure; other names do not wait", async () => {
  const { take, pending } = createTurns();
  const said: string[] = [];
  const first = Promise.withResolvers<void>();
  const begun = take("a", async () => await first.promise);
  const after = take("a", async () => {
    said.push("a again");
    await Promise.resolve();
  });
  await take("b", async () => {
    said.push("b");
    await Promise.resolve();
  });
  expect(pending()).toHaveLength(1);
  first.reject(new Error("it failed"));
  await expect(begun).rejects.toThrow("it failed");
  await after;
  expect([said, pending()]).toEqual([["b", "a again"], []]);
});
