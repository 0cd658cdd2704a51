import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLastNumber } from "#core/domain/scoring/read-number.ts";

/** Null where there is none, "unclear" where what stands there cannot be read for sure. */
function lastNumberIn(text: string): number | string | null {
  const reading = readLastNumber(text);
  return reading.kind === "number" ? reading.value : reading.kind === "none" ? null : "unclear";
}

const NUMBERS: ReadonlyArray<readonly [text: string, number: number]> = [
  ["8", 8],
  ["The answer is 8.", 8],
  ["3 apples and 5 pears make 8 fruits", 8],
  ["#### 1,234", 1234],
  ["$1,234,567.89", 1234567.89],
  ["1'234.5", 1234.5],
  ["1\u202f234", 1234],
  ["12,34", 12.34],
  ["1234,567", 1234.567],
  ["1,2345", 1.2345],
  ["3,50", 3.5],
  ["999,00", 999],
  ["0,123", 0.123],
  [",5", 0.5],
  ["1.235,00", 1235],
  ["1.234,567", 1234.567],
  ["1.234.567", 1234567],
  ["12,34,567.50", 1234567.5],
  ["1’234,5", 1234.5],
  ["1 234,50", 1234.5],
  ["1_000_000", 1000000],
  ["-3,50 €", -3.5],
  ["1,5e3", 1500],
  ["1.235", 1.235],
  ["8 kg per m²", 8],
  ["8 kB", 8],
  ["in 2020 100", 100],
  ["x,8", 8],
  ["(7),8", 8],
  ["60%", 60],
  ["60 percent", 60],
  ["€ 12", 12],
  ["USD42", 42],
  ["Rs.500", 500],
  ["US$5", 5],
  [".5", 0.5],
  ["0.50", 0.5],
  ["so it is...42", 42],
  ["0.333...", 0.333],
  ["1.5e3", 1500],
  ["2E-2", 0.02],
  ["1.2e-3", 0.0012],
  ["1.2×10^-3", 0.0012],
  ["1.2 x 10^3", 1200],
  ["1.2 × 10⁻³ m", 0.0012],
  ["10^6", 1e6],
  ["10⁶", 1e6],
  ["10²", 100],
  ["10**3", 1000],
  ["2^10", 1024],
  ["1/2", 0.5],
  ["1 / 2", 0.5],
  ["½", 0.5],
  ["3½", 3.5],
  ["1 1/2", 1.5],
  ["-1 ½ cups", -1.5],
  ["½ of 3 is 1 ½", 1.5],
  ["\\frac{1}{2}", 0.5],
  ["-\\dfrac12", -0.5],
  ["3\\frac{1}{2}", 3.5],
  ["\\boxed{42}, as 40 + 2 shows", 42],
  ["\\(\\boxed{\\text{42 km}}\\)", 42],
  ["$42$", 42],
  ["$$x = -42$$", -42],
  ["1{,}234", 1234],
  ["2{,}5", 2.5],
  ["1\\,234\\,567", 1234567],
  ["1.2 \\times 10^{-3}", 0.0012],
  ["42\\%", 42],
  ["\\$3.50", 3.5],
  ["90^\\circ", 90],
  ["42 \\text{ km}", 42],
  ["12 km", 12],
  ["5kg", 5],
  ["12 m^2", 12],
  ["9.8 m/s^2", 9.8],
  ["60 km/h", 60],
  ["25°C", 25],
  ["44 g of CO2", 44],
  ["7 (x_1)", 7],
  ["**42**", 42],
  ["<b>42</b>", 42],
  ["=> 42", 42],
  ["<<48/2=24>>24", 24],
  ["1.5 million", 1500000],
  ["1,5 Mio. Euro", 1500000],
  ["1.5万", 15000],
  ["答案是42个", 42],
  ["٣٫٥", 3.5],
  ["١٬٢٣٤", 1234],
  ["-٤٢", -42],
  ["४२", 42],
  ["４２", 42],
  ["－４２", -42],
  ["-5", -5],
  ["-5 apples were left over", -5],
  ["\u22125", -5],
  ["–5", -5],
  ["-$5", -5],
  ["$-5", -5],
  ["x=-5", -5],
  ["x = - 5", -5],
  ["(-5)", -5],
  ["minus 5", -5],
  ["negative 5", -5],
  ["- 5", 5],
  ["- $5", 5],
  ["5th", 5],
  ["a number of nines: 999999999999999999999", 1e21],
  ["\u0000 7 \u{1f600}", 7],
];

/** Written with digits or as a number, and not to be read for sure: no other number is taken for it. */
const UNCLEAR: readonly string[] = [
  ...["1.2.3", "1,2,3", "1,234,5", "1.234,567,89", "1 234", "12 34", "0x1F", "1e999", "9".repeat(400)],
  ...["3-5", "3–5", "3 - 5", "10-5", "(a)-5", "3 to 5", "3 or 4", "10%-20%", "$3 - $5", "2.5 ± 0.1", "3..5"],
  ...["2 + 3", "2 × 3", "6 ÷ 3", "x + 5", "2x - 5", "5 + x", "x/2", "f(5)", "2(5)", "(x+1)^2", "10 - -5"],
  ...[
    "12:30",
    "3 : 2",
    "5 pm",
    "5 o'clock",
    "2024-05-01",
    "1/2/2024",
    "2023/24",
    "May 5, 2024",
    "5 May 2024",
  ],
  ...["July 1969", "1,5 or ٣", "5٣", "5²", "5/0", "1 5/4", "1.5/2", "1-1/2", "½½"],
  ...[
    "\\sqrt{2}",
    "\\frac{\\sqrt{2}}{2}",
    "\\frac{x}{2}",
    "2\\pi",
    "2π",
    "π",
    "√2",
    "log 8",
    "0.(3)",
    "0.\\overline{3}",
  ],
  ...["(2,3)", "(2, 3)", "[3, 5]", "3, 5", "3 and 5", "3; 5", "\\boxed{2,5}", "1，5"],
  ...["5 ft 3 in", "2 hours 30 minutes", "5'11\"", "45°30'", "5+", "≥ 5", "x > 5", "(5)", "123,45-"],
  ...[
    "1.5k",
    "5m",
    "3D",
    "2x",
    "3i",
    "No.5",
    "2 hundred thousand",
    "1,5 Billionen",
    "8, version 1.2.3",
    "8 or 1e999",
  ],
  ...["forty-two", "two hundred and five", "There are 3, so it is forty-two.", "3 + 4 is seven"],
];

const NONE: readonly string[] = ["none", "", "H2O", "x_1", "m^2", "GPT-4", "no one"];

describe("the last number of a text", () => {
  it.each(NUMBERS)("[S42] %j is %j", (text, number) => {
    expect(lastNumberIn(text)).toBe(number);
  });

  it.each(UNCLEAR)("[S17] %j is not read for sure", (text) => {
    expect(lastNumberIn(text)).toBe("unclear");
  });

  it.each(NONE)("[S42] %j says no number", (text) => {
    expect(lastNumberIn(text)).toBeNull();
  });

  it("[S42] is the same number in every way to write it", () => {
    const written = fc.tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 1, max: 99 }));
    const around = fc.constantFrom("", "It is ", "x = ", "**", "\\boxed{", "答案是", "€", "\n");
    fc.assert(
      fc.property(written, around, fc.boolean(), ([whole, part], before, isNegative) => {
        const decimals = String(part).padStart(2, "0");
        const grouped = (by: string): string => String(whole).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, by);
        const sign = isNegative && before !== "答案是" ? "-" : "";
        const number = Number(`${sign}${whole}.${decimals}`);
        const forms = [
          `${whole}.${decimals}`,
          `${grouped(",")}.${decimals}`,
          `${grouped("'")}.${decimals}`,
          `${grouped("\u202f")}.${decimals}`,
          `${whole}{,}${decimals}`,
          `${grouped("\\,")}.${decimals}`,
          `${grouped(".")},${decimals}`.replace(before === "\\boxed{" ? /,(?=\d\d$)/ : /$^/, "{,}"),
          [...`${whole}.${decimals}`].map((digit) => "０１２３４５６７８９"[Number(digit)] ?? "．").join(""),
          [...`${whole}.${decimals}`].map((digit) => "٠١٢٣٤٥٦٧٨٩"[Number(digit)] ?? "٫").join(""),
        ];
        const after = before === "**" ? "**" : before === "\\boxed{" ? "}" : "";
        for (const form of forms)
          expect([form, lastNumberIn(`${before}${sign}${form}${after}`)]).toEqual([form, number]);
      }),
    );
  });

  it("[S42] is never the last part of what is written as one thing", () => {
    const joint = fc.constantFrom(
      "-",
      "–",
      " - ",
      " to ",
      " or ",
      "+",
      " × ",
      ":",
      " : ",
      "±",
      "..",
      ".1.",
      " ÷ ",
    );
    fc.assert(
      fc.property(fc.nat(9999), joint, fc.nat(9999), (one, between, two) => {
        expect(lastNumberIn(`It is ${one}${between}${two}`)).toBe("unclear");
      }),
    );
  });

  it("[S42] is read by the decimals that were said, and no other way", () => {
    expect(readLastNumber("1.234", "comma")).toMatchObject({ value: 1234 });
    expect(readLastNumber("1,234", "comma")).toMatchObject({ value: 1.234 });
    expect(readLastNumber("1,234", "point")).toMatchObject({ value: 1234 });
    expect(readLastNumber("2,5", "point")).toMatchObject({ kind: "unclear" });
    expect(readLastNumber("2.5", "comma")).toMatchObject({ kind: "unclear" });
  });

  it("is found in linear time, whatever the text is made of", () => {
    expect(lastNumberIn("1,111".repeat(50_000))).toBe("unclear");
    expect(lastNumberIn(`${"1,".repeat(100_000)} so 8`)).toBe(8);
    expect(lastNumberIn("9".repeat(200_000))).toBe("unclear");
    const pieces = [
      "1 111 ",
      "1-",
      "\\frac{1}",
      "\\boxed{",
      "\\text{",
      "½ ",
      "٣",
      "٣,",
      "10⁹",
      "(1",
      "<1",
      "one ",
      "m^",
      "1 x ",
      "{,}",
      "0x",
    ];
    for (const piece of pieces) expect(() => lastNumberIn(piece.repeat(50_000))).not.toThrow();
  });
});
