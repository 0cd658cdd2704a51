import { describe, expect, it } from "vitest";
import { createKeyMask } from "#core/store/key-mask.ts";

const KEY = "sk-Canary+/=0123_abcdef";

function hide(text: string, key = KEY): string {
  const mask = createKeyMask();
  mask.note("A_KEY", key);
  return mask.hide(text);
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const each = (write: (code: number) => string): string =>
  Array.from(KEY, (sign) => write(sign.charCodeAt(0))).join("");

describe("[S14] a key is found by its value", () => {
  const rows: ReadonlyArray<readonly [how: string, text: string]> = [
    ["as it is", KEY],
    ["in the middle of words", `Bearer${KEY}x`],
    ["twice", `${KEY} ${KEY}`],
    ["split by what is not seen", Array.from(KEY).join("\u200b")],
    ["split by tags and selectors in places", `sk-Can\u{e0041}\ufe0fary+/=01\u00ad23_abcdef`],
    ["in a URL", encodeURIComponent(KEY)],
    ["in a URL, every character of it", each((code) => `%${code.toString(16)}`)],
    ["in a URL in lower case", KEY.replace("+/=", "%2b%2f%3d")],
    ["in JSON", JSON.stringify(KEY)],
    ["in JSON, every character of it", each((code) => `\\u${code.toString(16).padStart(4, "0")}`)],
    ["in HTML", each((code) => `&#${code};`)],
    ["in base64", base64(KEY)],
    ["in base64 behind a name", base64(`user:${KEY}`)],
    ["in base64 between others", base64(`Basic a:${KEY}:b`)],
    ["in base64 behind one character", base64(`x${KEY}yz`)],
    ["in base64 for URLs", Buffer.from(`ab${KEY}`).toString("base64url")],
    ["in hexadecimal", Buffer.from(KEY).toString("hex")],
    ["in hexadecimal in capitals", Buffer.from(KEY).toString("hex").toUpperCase()],
  ];
  it.each(rows)("%s", (_how, text) => {
    const hidden = hide(text);
    expect(hidden).toContain("[key A_KEY]");
    expect(hidden.replaceAll("[key A_KEY]", "").length).toBeLessThanOrEqual(16);
  });

  it("and other texts stay as they are, also with keys that are none", () => {
    for (const none of [
      "ollama",
      "lm-studio",
      "EMPTY",
      "not-needed",
      "sk-no-key-required",
      "dummy-key",
      "short",
    ])
      expect(hide(`ask ${none} for it`, none)).toBe(`ask ${none} for it`);
    const parts = "sk-Canary is not all of it, c2stQ2FuYXJ5 neither";
    expect(hide(parts)).toBe(parts);
  });

  it("takes work in proportion to the text", () => {
    for (const part of ["s", "sk-", "\u200b", "%73", "s\u200b", KEY.slice(0, -1)])
      expect(hide(part.repeat(100_000))).toBe(part.repeat(100_000));
  });

  it("also after it was replaced by another", () => {
    const mask = createKeyMask();
    mask.note("A_KEY", "first-key-1234567");
    mask.note("A_KEY", "second-key-1234567");
    expect(mask.hide("first-key-1234567 second-key-1234567")).toBe("[key A_KEY] [key A_KEY]");
  });
});
