import { describe, expect, it } from "vitest";
import { findLookAlikes, foldToShape } from "#core/domain/look-alikes.ts";

const DRAWN_ALIKE: ReadonlyArray<readonly [script: string, letters: string, latin: string]> = [
  ["Cyrillic", "\u0430\u0435\u043e\u0440\u0441\u0443\u0445", "aeopcyx"],
  ["Greek", "\u03bf\u03bd\u03b1\u0391\u0392", "ovaab"],
  ["Armenian", "\u0585\u057d\u0578\u0570\u0581\u0584\u0566\u0561\u0555\u054d\u053c", "ounhgpquoul"],
  ["Cherokee", "\u13aa\u13f4\u13df", "abc"],
  ["Coptic", "\u2c9f\u2ca3\u2ca5", "opc"],
];

describe("the shape of a text", () => {
  it.each(DRAWN_ALIKE)(
    "of %s letters is that of the Latin ones they are drawn like",
    (_script, letters, latin) => {
      expect(foldToShape(letters)).toBe(latin);
    },
  );
});

describe("letters that may be taken for others", () => {
  it("are not the wide ones of a text that is partly East Asian, whatever else is in it", () => {
    expect(findLookAlikes("Version 2 \u306f \uff56\uff45\uff52\uff12 \u3067\u3059")).toEqual([]);
    expect(findLookAlikes("Version 2 is \uff56\uff45\uff52\uff12")).toHaveLength(4);
  });

  it("are each found once, also those that are found as letters of a word and as signs", () => {
    for (const text of ["\uff41pprove", "a\ua4fdb", "http:\u2215\u2215\uff41\u2024b"]) {
      const places = findLookAlikes(text).map(({ at }) => at);
      expect([places.length > 0, places.length]).toEqual([true, new Set(places).size]);
    }
  });
});
