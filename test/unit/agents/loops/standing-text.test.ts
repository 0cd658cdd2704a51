import { describe, expect, it } from "vitest";
import { withStandingText } from "#core/agents/loops/standing-text.ts";

describe("standing text", () => {
  const system = { role: "system", content: "Rules." } as const;
  const user = { role: "user", content: "Task." } as const;

  it("goes to the end of the first system message, or makes one", () => {
    expect(withStandingText([system, user], ["One.", "", "Two."])).toEqual([
      { role: "system", content: "Rules.\n\nOne.\n\nTwo." },
      user,
    ]);
    expect(withStandingText([user], ["One."])).toEqual([{ role: "system", content: "One." }, user]);
  });

  it("nothing to add changes nothing", () => {
    expect(withStandingText([system, user], ["", ""])).toEqual([system, user]);
  });
});
