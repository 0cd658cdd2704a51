import { describe, expect, it } from "vitest";
import type { Encoding } from "#core/domain/table-form.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import { collect } from "#test/unit/evaluation/formats/collect.ts";

/** A text in bytes of one byte a character, by a table of its own: the letters beside ASCII. */
function toBytes(text: string, letters: Readonly<Record<string, number>>): Uint8Array {
  return Uint8Array.from(text, (character) => letters[character] ?? character.charCodeAt(0));
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
}

async function read(bytes: Uint8Array, encoding?: Encoding) {
  const source = { base64: Buffer.from(bytes).toString("base64"), name: "items.csv" };
  const reading = await FORMATS.csv.read(source, undefined, { encoding });
  return { ...reading, rows: await collect(reading.rows) };
}

const latin = (text: string) => Buffer.from(text, "latin1");
const TURKISH = { ı: 0xfd, ş: 0xfe, ğ: 0xf0, İ: 0xdd, ü: 0xfc, ç: 0xe7, ö: 0xf6 };
const POLISH = { ą: 0xb9, ę: 0xea, ł: 0xb3, ż: 0xbf, ś: 0x9c, ó: 0xf3, ć: 0xe6 };

const TOLD: ReadonlyArray<readonly [encoding: Encoding, question: string, bytes: Uint8Array]> = [
  ["utf-8", "Größe ę ı 日本?", Buffer.from("q,a\nGröße ę ı 日本?,1")],
  ["utf-8", "Größe?", Buffer.from("\ufeffq,a\nGröße?,1")],
  ["utf-16le", "Größe 日本?", utf16("\ufeffq\ta\r\nGröße 日本?\t1\r\n", false)],
  ["utf-16be", "Größe 日本?", utf16("\ufeffq\ta\r\nGröße 日本?\t1\r\n", true)],
  ["utf-16le", "plain text", utf16("q\ta\r\nplain text\t1\r\n", false)],
  ["windows-1252", "Wie groß ist die Größe über 5 m²?", latin("q;a\nWie groß ist die Größe über 5 m²?;1")],
  ["windows-1252", "Où est l’été à la créée ?", latin("q;a\nOù est l\u0092été à la créée ?;1")],
  ["windows-1252", "¿Cuál año?", latin("q;a\n¿Cuál año?;1")],
  ["windows-1254", "Işık şimdi nasıl değişir?", toBytes("q;a\nIşık şimdi nasıl değişir?;1", TURKISH)],
  ["windows-1250", "Ile żółć waży?", toBytes("q;a\nIle żółć waży?;1", POLISH)],
  [
    "windows-1251",
    "Привет мир",
    Buffer.concat([
      latin("q;a\n"),
      Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0]),
      latin(";1"),
    ]),
  ],
  [
    "shift_jis",
    "これは日本",
    Buffer.concat([
      latin("q,a\n"),
      Uint8Array.from([0x82, 0xb1, 0x82, 0xea, 0x82, 0xcd, 0x93, 0xfa, 0x96, 0x7b]),
      latin(",1"),
    ]),
  ],
  [
    "euc-kr",
    "이것은 한국어 질문",
    Buffer.concat([
      latin("q;a\n"),
      Uint8Array.from([
        0xc0, 0xcc, 0xb0, 0xcd, 0xc0, 0xba, 0x20, 0xc7, 0xd1, 0xb1, 0xb9, 0xbe, 0xee, 0x20, 0xc1, 0xfa, 0xb9,
        0xae,
      ]),
      latin(";1"),
    ]),
  ],
  [
    "gb18030",
    "这是一个问题吗",
    Buffer.concat([
      latin("q;a\n"),
      Uint8Array.from([0xd5, 0xe2, 0xca, 0xc7, 0xd2, 0xbb, 0xb8, 0xf6, 0xce, 0xca, 0xcc, 0xe2, 0xc2, 0xf0]),
      latin(";1"),
    ]),
  ],
  [
    "big5",
    "這是一個問題嗎",
    Buffer.concat([
      latin("q;a\n"),
      Uint8Array.from([0xb3, 0x6f, 0xac, 0x4f, 0xa4, 0x40, 0xad, 0xd3, 0xb0, 0xdd, 0xc3, 0x44, 0xb6, 0xdc]),
      latin(";1"),
    ]),
  ],
  [
    "euc-jp",
    "これは日本語",
    Buffer.concat([
      latin("q;a\n"),
      Uint8Array.from([0xa4, 0xb3, 0xa4, 0xec, 0xa4, 0xcf, 0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec]),
      latin(";1"),
    ]),
  ],
  [
    "windows-1253",
    "Τι είναι αυτό",
    Buffer.concat([
      latin("q;a\n"),
      Uint8Array.from([0xd4, 0xe9, 0x20, 0xe5, 0xdf, 0xed, 0xe1, 0xe9, 0x20, 0xe1, 0xf5, 0xf4, 0xfc]),
      latin(";1"),
    ]),
  ],
  [
    "windows-1250",
    "Příliš žluťoučký kůň",
    Buffer.concat([
      latin("q;a\n"),
      Uint8Array.from([
        0x50, 0xf8, 0xed, 0x6c, 0x69, 0x9a, 0x20, 0x9e, 0x6c, 0x75, 0x9d, 0x6f, 0x75, 0xe8, 0x6b, 0xfd, 0x20,
        0x6b, 0xf9, 0xf2,
      ]),
      latin(";1"),
    ]),
  ],
  [
    "windows-1257",
    "Ąžuolas ėjo į šių",
    Buffer.concat([
      latin("q;a\n"),
      Uint8Array.from([
        0xc0, 0xfe, 0x75, 0x6f, 0x6c, 0x61, 0x73, 0x20, 0xeb, 0x6a, 0x6f, 0x20, 0xe1, 0x20, 0xf0, 0x69, 0xf8,
      ]),
      latin(";1"),
    ]),
  ],
  [
    "macintosh",
    "Wie groß ist die Größe für Äpfel",
    Buffer.concat([
      latin("q;a\n"),
      Uint8Array.from([
        0x57, 0x69, 0x65, 0x20, 0x67, 0x72, 0x6f, 0xa7, 0x20, 0x69, 0x73, 0x74, 0x20, 0x64, 0x69, 0x65, 0x20,
        0x47, 0x72, 0x9a, 0xa7, 0x65, 0x20, 0x66, 0x9f, 0x72, 0x20, 0x80, 0x70, 0x66, 0x65, 0x6c,
      ]),
      latin(";1"),
    ]),
  ],
];

describe("[S27] the encoding of a text", () => {
  it.each(TOLD)("is told as %s: %s", async (encoding, question, bytes) => {
    const { table, notes, rows } = await read(bytes);
    expect(table?.encoding).toBe(encoding);
    expect(rows).toEqual([{ line: 2, record: { q: question, a: "1" } }]);
    expect(notes).toEqual(encoding === "utf-8" ? [] : [expect.stringContaining(encoding)]);
  });

  it("is not guessed where several languages would read it differently, and taken as it is said", async () => {
    const bytes = latin("q,a\nhn\u009ad,1");
    await expect(read(bytes)).rejects.toMatchObject({
      code: "dataset-invalid",
      message: expect.stringContaining("items.csv is not UTF-8"),
      hint: expect.stringContaining("windows-1252"),
    });
    expect(await read(bytes, "windows-1252")).toMatchObject({
      table: { encoding: "windows-1252" },
      rows: [{ record: { q: "hnšd" } }],
    });
  });

  // A rule that every word must keep refuses a long text for one name in it.
  it.each(["MüllerGmbH", "äöü", "ärger®lich Größe½", "caféÉcole", "çéà-Ärger", "„Größe“–5€ GrößeÄrger"])(
    "is told of a long text in spite of one odd word: %s",
    async (odd) => {
      const signs = { "„": 0x84, "“": 0x93, "–": 0x96, "€": 0x80 };
      const usual = "Wie heißt die Straße in München?;1\n".repeat(60);
      const { table, rows } = await read(toBytes(`q;a\n${usual}${odd};2\n`, signs));
      expect(table?.encoding).toBe("windows-1252");
      expect(rows.at(-1)).toMatchObject({ record: { q: odd } });
    },
  );

  it("is not told where odd words are many", async () => {
    const usual = "Wie heißt die Straße?;1\n".repeat(4);
    await expect(read(latin(`q;a\n${usual}${"éÉ;2\n".repeat(4)}`))).rejects.toMatchObject({
      code: "dataset-invalid",
    });
  });

  it("goes by the letters of a language even in a long text, where another one reads it with odd words", async () => {
    const { table } = await read(toBytes(`q;a\n${"Ile był żółty są się?;1\n".repeat(40)}Poż;2`, POLISH));
    expect(table?.encoding).toBe("windows-1250");
  });

  it("stays UTF-8 where only some lines are spoiled, which are reported one by one", async () => {
    const bytes = Buffer.concat([Buffer.from("q,a\nGröße,1\nfür "), latin("\u00e4\n"), Buffer.from("z,2\n")]);
    expect(await read(bytes)).toMatchObject({
      table: { encoding: "utf-8" },
      rows: [{ line: 2 }, { line: 3, reason: "the line is not UTF-8" }, { line: 4 }],
    });
  });

  it("that was said and is not that is refused by name", async () => {
    await expect(read(latin("q,a\n\u0081\u00ff,1"), "shift_jis")).rejects.toMatchObject({
      code: "dataset-invalid",
      message: "items.csv is not shift_jis throughout.",
    });
  });
});
