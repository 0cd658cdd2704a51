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
    ["in capitals", KEY.toUpperCase()],
    ["with blanks between", Array.from(KEY).join(" ")],
    ["a character on each line", Array.from(KEY).join("\n")],
    ["broken over two lines", `${KEY.slice(0, 9)}\n  ${KEY.slice(9)}`],
    ["as a list", JSON.stringify([...KEY])],
    ["put together", `"${KEY.slice(0, 9)}" + "${KEY.slice(9)}"`],
    ["from behind", Array.from(KEY).toReversed().join("")],
    ["from behind, in base64", base64(Array.from(KEY).toReversed().join(""))],
    ["shifted by thirteen letters", "fx-Pnanel+/=0123_nopqrs"],
    ["in base64 twice", base64(base64(KEY))],
    ["in base64 over lines", base64(KEY).replace(/.{8}/g, "$&\n")],
    ["in base64 of UTF-16", Buffer.from(KEY, "utf16le").toString("base64")],
    ["in base32", "ONVS2Q3BNZQXE6JLF46TAMJSGNPWCYTDMRSWM==="],
    ["in hexadecimal with blanks", each((code) => `${code.toString(16)} `)],
    ["in hexadecimal with prefixes", each((code) => `0x${code.toString(16)}, `)],
    ["in a string's hexadecimal", each((code) => `\\x${code.toString(16)}`)],
    ["in a string's code points", each((code) => `\\u{${code.toString(16)}}`)],
    ["in a string's octal", each((code) => `\\${code.toString(8).padStart(3, "0")}`)],
    ["in a URL twice", each((code) => `%25${code.toString(16)}`)],
    ["in a mail", each((code) => `=${code.toString(16).toUpperCase()}`)],
    ["in HTML's hexadecimal", each((code) => `&#X${code.toString(16)};`)],
    ["in numbers", each((code) => `${code}, `)],
    ["in bits", each((code) => code.toString(2).padStart(8, "0"))],
    ["in wide letters", KEY.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))],
    ["in tags that nobody sees", each((code) => String.fromCodePoint(0xe0000 + code))],
    ["with letters of another script", KEY.replaceAll("a", "а").replaceAll("e", "е")],
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
    for (const part of ["s", "s k ", "\u{e0073}", "sk-", "\u200b", "%73", "s\u200b", KEY.slice(0, -1)])
      expect(hide(part.repeat(100_000))).toBe(part.repeat(100_000));
  });

  it("by its letters alone only where words could not have them by chance", () => {
    const text = "my own local server key; My-Own-Local-Server-Key 12 3";
    expect(hide(text, "my-own-local-server-key")).toBe(text.replace("My", "My"));
    expect(hide("k 1 2 3 4 5 6 7", "k1234567")).toBe("k 1 2 3 4 5 6 7");
  });

  it("in escapes also where its letters are words that stand in any text", () => {
    const key = "my-own-local-server-key";
    const escaped = [
      ...["\\u00", "%"].map((before) =>
        key.replace(/./g, (sign) => before + sign.charCodeAt(0).toString(16)),
      ),
      key.replace(/./g, (sign) => `&#${sign.charCodeAt(0)};`),
    ];
    expect(escaped.map((text) => hide(text, key))).toEqual(escaped.map(() => "[key A_KEY]"));
  });

  it("also after it was replaced by another", () => {
    const mask = createKeyMask();
    mask.note("A_KEY", "first-key-1234567");
    mask.note("A_KEY", "second-key-1234567");
    expect(mask.hide("first-key-1234567 second-key-1234567")).toBe("[key A_KEY] [key A_KEY]");
  });
});
