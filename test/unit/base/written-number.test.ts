import { describe, expect, it } from "vitest";
import { keepsWritten } from "#core/base/written-number.ts";

describe("what a number in a program keeps of what was written", () => {
  it.each([
    ...[
      "0",
      "-0",
      "0.0",
      "1",
      "1.0",
      "1.50",
      "-12.5",
      "1e3",
      "1E+3",
      "1000e-3",
      "0.1",
      "0.30000000000000004",
    ],
    ...[
      "9007199254740992",
      "9007199254740994",
      "1e21",
      "123e-7",
      "5e-324",
      "1.7976931348623157e308",
      "+1",
      ".5",
    ],
    ...["0xff", "0o17"],
  ])("%s is kept", (written) => {
    expect(keepsWritten(written, Number(written))).toBe(true);
  });

  it.each([
    ...[
      "9007199254740993",
      "12345678901234567890",
      "-12345678901234567890",
      "0.1234567890123456789012",
      "1e-400",
    ],
    ...["3.14159265358979323846", "12345678901234567890e5", "0xffffffffffffffffff"],
  ])("%s is not", (written) => {
    expect(keepsWritten(written, Number(written))).toBe(false);
  });

  it("says so of millions of zeros", () => {
    const zeros = "0".repeat(2_000_000);
    expect(keepsWritten(`0.${zeros}1`, 0)).toBe(false);
    expect(keepsWritten(`1${zeros}1`, Number.POSITIVE_INFINITY)).toBe(true);
  });
});
