import { describe, expect, it } from "vitest";
import { createAdmission, TOKEN_LIFE_MS } from "#core/host/web/admission.ts";
import { hasOwnHost, hasOwnOrigin, readPass, readSocketPass, writeCookie } from "#core/host/web/trust.ts";

describe("tokens in addresses", () => {
  function setUp() {
    let now = 1_000_000;
    const admission = createAdmission({ now: () => now });
    return { admission, pass: (ms: number) => void (now += ms) };
  }

  it("are each good for one pass, which then counts", () => {
    const { admission } = setUp();
    const token = admission.issueToken();
    const pass = admission.redeem(token) ?? { cookie: "", key: "" };
    expect([
      admission.isKnown({ cookies: [pass.cookie], key: pass.key }),
      admission.redeem(token),
      admission.isKnown({ cookies: [token], key: token }),
    ]).toEqual([true, null, false]);
  });

  it("[W1] neither half of a pass counts alone, nor one half with another's", () => {
    const { admission } = setUp();
    const mine = admission.redeem(admission.issueToken()) ?? { cookie: "", key: "" };
    const other = admission.redeem(admission.issueToken()) ?? { cookie: "", key: "" };
    const known = [
      { cookies: ["old", mine.cookie], key: mine.key },
      { cookies: [mine.cookie], key: null },
      { cookies: [], key: mine.key },
      { cookies: [mine.cookie], key: other.key },
      { cookies: [mine.cookie], key: mine.cookie },
      { cookies: [mine.key], key: mine.key },
    ].map(admission.isKnown);
    expect(known).toEqual([true, false, false, false, false, false]);
  });

  it("live for ten minutes, while a pass lives on", () => {
    const { admission, pass } = setUp();
    const [early, late] = [admission.issueToken(), admission.issueToken()];
    pass(TOKEN_LIFE_MS - 1);
    const { cookie, key } = admission.redeem(early) ?? { cookie: "", key: "" };
    pass(1);
    expect([admission.redeem(late), admission.isKnown({ cookies: [cookie], key })]).toEqual([null, true]);
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

  const cookie =
    "autogenesis_40000=other; x=y; autogenesis_4000=old; autogenesis_4000=mine; autogenesis_looks={}";

  it("bring the cookies of their own port among others, and the key that their origin kept", () => {
    const authorization = "Bearer a-key_1";
    expect([
      readPass({ cookie, authorization }, 4000),
      readPass({ cookie, authorization: "Basic a-key" }, 4001),
      readPass({}, 4000),
    ]).toEqual([
      { cookies: ["old", "mine"], key: "a-key_1" },
      { cookies: [], key: null },
      { cookies: [], key: null },
    ]);
    expect(writeCookie("mine", 4000)).toBe("autogenesis_4000=mine; HttpOnly; SameSite=Strict; Path=/");
  });

  it("offer the key on a socket as a protocol", () => {
    const keyOf = (offered: string) =>
      readSocketPass({ cookie, "sec-websocket-protocol": offered }, 4000).key;
    expect([keyOf("autogenesis, key.a-key_1"), keyOf("autogenesis"), keyOf("")]).toEqual([
      "a-key_1",
      null,
      null,
    ]);
  });
});
