import { describe, expect, it } from "vitest";
import { createAdmission, TOKEN_LIFE_MS } from "#core/host/web/admission.ts";
import { hasOwnHost, hasOwnOrigin, readSecrets, writeSecret } from "#core/host/web/trust.ts";

describe("tokens in addresses", () => {
  function setUp() {
    let now = 1_000_000;
    const admission = createAdmission({ now: () => now });
    return { admission, pass: (ms: number) => void (now += ms) };
  }

  it("are each good for one secret, which then counts", () => {
    const { admission } = setUp();
    const token = admission.issueToken();
    const secret = admission.redeem(token);
    expect([
      secret !== null && admission.isKnown(secret),
      admission.redeem(token),
      admission.isKnown(token),
    ]).toEqual([true, null, false]);
  });

  it("live for ten minutes, while a secret lives on", () => {
    const { admission, pass } = setUp();
    const [early, late] = [admission.issueToken(), admission.issueToken()];
    pass(TOKEN_LIFE_MS - 1);
    const secret = admission.redeem(early) ?? "";
    pass(1);
    expect([admission.redeem(late), admission.isKnown(secret)]).toEqual([null, true]);
  });

  it("are never the same", () => {
    const { admission } = setUp();
    const tokens = new Set(Array.from({ length: 100 }, () => admission.issueToken()));
    expect([tokens.size, [...tokens].every((token) => token.length >= 43)]).toEqual([100, true]);
  });
});

describe("requests of our own page", () => {
  it.each([
    ["127.0.0.1:4000", true],
    ["localhost:4000", false],
    ["127.0.0.1:4001", false],
    ["evil.example", false],
    [undefined, false],
  ])("have the host %s: %s", (host, isOwn) => {
    expect(hasOwnHost(host === undefined ? {} : { host }, 4000)).toBe(isOwn);
  });

  it.each([
    ["http://127.0.0.1:4000", true],
    ["https://127.0.0.1:4000", false],
    ["http://127.0.0.1:40001", false],
    ["null", false],
    [undefined, false],
  ])("have the origin %s: %s", (origin, isOwn) => {
    expect(hasOwnOrigin(origin === undefined ? {} : { origin }, 4000)).toBe(isOwn);
  });

  it("bring the secret of their own port among other cookies", () => {
    const cookie =
      "autogenesis_40000=other; x=y; autogenesis_4000=old; autogenesis_4000=mine; autogenesis_looks={}";
    expect([readSecrets({ cookie }, 4000), readSecrets({ cookie }, 4001), readSecrets({}, 4000)]).toEqual([
      ["old", "mine"],
      [],
      [],
    ]);
    expect(writeSecret("mine", 4000)).toBe("autogenesis_4000=mine; HttpOnly; SameSite=Strict; Path=/");
  });
});
