import { expect, it } from "vitest";
import { onFirstUse } from "#core/base/on-first-use.ts";

it("is made once, when it is first asked for, also where it is nothing", () => {
  let made = 0;
  const nothing = onFirstUse(() => {
    made += 1;
    return null;
  });
  expect(made).toBe(0);
  expect([nothing(), nothing(), made]).toEqual([null, null, 1]);
});
