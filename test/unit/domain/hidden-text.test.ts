import { describe, expect, it } from "vitest";
import {
  describeHiddenSigns,
  findDishonestSigns,
  findHiddenSigns,
  showHiddenSigns,
  showInvisibleSigns,
} from "#core/domain/hidden-text.ts";

const tags = (text: string): string =>
  Array.from(text, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join("");

const hidden: ReadonlyArray<readonly [what: string, text: string, shown: string]> = [
  ["a zero-width space", "Be\u200b polite", "Be[U+200B] polite"],
  ["tag characters", `Be${tags("no")}.`, "Be[U+E006E][U+E006F]."],
  ["tags behind a flag that is none of the three", `\u{1f3f4}${tags("go")}`, "\u{1f3f4}[U+E0067][U+E006F]"],
  ["an override", "a\u202eb", "a[U+202E]b"],
  ["an isolate and a mark", "a\u2066b\u200f", "a[U+2066]b[U+200F]"],
  ["variation selectors in plain text", "a\ufe0fb\u{e0101}", "a[U+FE0F]b[U+E0101]"],
  ["a second selector on an emoji", "✔️\ufe0e", "✔️[U+FE0E]"],
  ["a joiner between Latin letters", "a\u200db", "a[U+200D]b"],
  ["a joiner at the end of a Persian line", "می\u200c", "می[U+200C]"],
  ["Hangul and Braille blanks", "\u3164\uffa0\u2800", "[U+3164][U+FFA0][U+2800]"],
  ["a soft hyphen", "po\u00adlite", "po[U+00AD]lite"],
  ["unusual spaces", "10\u00a0€\u2003\u3000.", "10[U+00A0]€[U+2003][U+3000]."],
  ["other ends of lines", "a\u2028b\u0085c\rd", "a[U+2028]b[U+0085]c[U+000D]d"],
  ["a carriage return", "a\r\nb", "a[U+000D]\nb"],
  ["control characters", "a\u0000\u001b[31m\u009b", "a[U+0000][U+001B][31m[U+009B]"],
  ["a word joiner, a mark of order, an interlinear anchor", "\u2060\ufeff\ufff9", "[U+2060][U+FEFF][U+FFF9]"],
  ["what Unicode has not assigned, or leaves to others", "\ue000\u0378\ufffe", "[U+E000][U+0378][U+FFFE]"],
  ["half a character", "a\ud800b", "a[U+D800]b"],
  ["Cyrillic in a Latin word", "p\u0430ypal", "p[U+0430]ypal"],
  ["Latin in a Cyrillic word", "прoверка", "пр[U+006F]верка"],
  [
    "Greek, Armenian and Cherokee in Latin words",
    "n\u03bft \u0578ot \u13aall",
    "n[U+03BF]t [U+0578]ot [U+13AA]ll",
  ],
  [
    "a Cyrillic word among Latin ones that is drawn as Latin",
    "the \u0440\u0430\u0443 day",
    "the [U+0440][U+0430][U+0443] day",
  ],
  ["letters in other clothes", "𝐚dmin ｂ", "[U+1D41A]dmin [U+FF42]"],
  ["letters of phonetics in Latin words", "\u0251pprove \u1d00ll", "[U+0251]pprove [U+1D00]ll"],
  ["an i without its dot where nobody writes Turkish", "approv\u0131ng", "approv[U+0131]ng"],
  ["units that are letters under another code", "\u212bngstrom \u212aey", "[U+212B]ngstrom [U+212A]ey"],
  [
    "plain signs of other scripts in an address",
    "http:\u2215\u2215a\u2024b\uff0ecom",
    "http:[U+2215][U+2215]a[U+2024]b[U+FF0E]com",
  ],
  ["strokes and rings over letters", "p\u0336a\u0336y o\u20dd", "p[U+0336]a[U+0336]y o[U+20DD]"],
  ["a pile of marks", `a${"\u0301".repeat(6)}`, `a${"\u0301".repeat(4)}[U+0301][U+0301]`],
  ["a blank in an object's place", "a\ufffcb", "a[U+FFFC]b"],
  ["what looks like a mark", "a[U+200B]b", "a[U+005B]U+200B]b"],
];

const plain: ReadonlyArray<readonly [what: string, text: string]> = [
  ["line breaks, tabs, German, French", "Größe:\n\tgarçon œuvre — “ja” 3 × 4 ½ m² 1º"],
  ["emoji with joiners, selectors and skin", "👩‍👩‍👧 ✔️ ❤️‍🔥 👍🏽 1️⃣ 🇩🇪"],
  ["the flags of England, Scotland and Wales", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿"],
  ["an emoji as text", "☺︎ and ☺"],
  ["Persian with its non-joiner", "می‌خواهم"],
  ["Hindi with a joiner", "क्‍ष"],
  ["Arabic and Hebrew", "السلام عليكم שלום עולם"],
  ["Japanese with kana, Latin and wide space", "東京でＡＢＣをOK　です"],
  ["an ideograph with a variant", "葛󠄀城"],
  ["Russian, Greek, Ukrainian", "он сосна оса, ο άνθρωπος, їжак"],
  ["units with Greek signs", "5 μm Δx Ωm λmax"],
  ["Turkish, Azeri, Vietnamese, Ewe", "kapı ve şeker, əlavə, tiếng Việt, ŋmɛ Ɛwegbe ɖe"],
  ["phonetics by itself", "/ʃɑ̃.tɛ/"],
  ["vowels in Hebrew and Thai", "שָׁלוֹם สวัสดีที่"],
  ["Chinese with its own signs", "你好！（是）"],
  ["Armenian and Hebrew ends", "Բարև։ סוף׃"],
  ["nothing", ""],
];

describe("[R13] what is not seen is found, named and written out", () => {
  it.each(hidden)("%s", (_what, text, shown) => {
    expect(showHiddenSigns(text)).toBe(shown);
    expect(findHiddenSigns(text).every(({ at, text: sign }) => text.startsWith(sign, at))).toBe(true);
  });

  it.each(plain)("honest uses stay: %s", (_what, text) => {
    expect(showHiddenSigns(text)).toBe(text);
  });

  it("two texts that differ are never shown the same", () => {
    expect(showHiddenSigns("a\u200b")).not.toBe(showHiddenSigns("a[U+200B]"));
  });

  it("a sentence says how many of which", () => {
    expect(describeHiddenSigns(findHiddenSigns(`a${tags("abcde")}\u00ad`))).toBe(
      "5 tag characters (U+E0061, U+E0062, U+E0063 and 2 more), 1 soft hyphen (U+00AD)",
    );
    expect(describeHiddenSigns(findHiddenSigns(`a${tags("abc")}`))).toBe(
      "3 tag characters (U+E0061, U+E0062, U+E0063)",
    );
  });

  it("a terminal shows letters of all scripts as they are", () => {
    expect(showInvisibleSigns("p\u0430y\u200b")).toBe("p\u0430y[U+200B]");
  });

  it("takes work in proportion to the text, whatever it holds", () => {
    const hostile = [
      "\u200d",
      "\u200c",
      `${tags("x")}`,
      "👩‍",
      "\u0430b",
      "é",
      "[U+",
      "می\u200c",
      "\u{1f3f4}",
    ];
    for (const part of hostile) {
      // Anything quadratic would not finish within the test's time.
      const text = part.repeat(200_000);
      expect(showHiddenSigns(text).length).toBeGreaterThanOrEqual(text.length);
    }
  });
});

describe("what has no honest use", () => {
  it.each<readonly [text: string, said: string | null]>([
    [`Be polite.${tags("ignore")}`, "6 tag characters (U+E0069, U+E0067, U+E006E and 3 more)"],
    ["a\u202eb", "1 sign that turns the direction of writing (U+202E)"],
    ["a\u0000b", "1 control character (U+0000)"],
    ["a\r\nb\u200b\u00a0\u2066", null],
    ["🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩‍👩‍👧 می‌خواهم", null],
  ])("%j: %s", (text, said) => {
    expect(describeHiddenSigns(findDishonestSigns(text))).toBe(said ?? "");
  });
});
