import { keepsWritten } from "#core/base/written-number.ts";

/** A whole number of any size times ten to the minus `scale`, as a number where that keeps it, else as its text [S32]. */
export function toExact(unscaled: bigint, scale = 0): number | string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const text = `${unscaled < 0n ? "-" : ""}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ""}`;
  const value = Number(text);
  return keepsWritten(text, value) ? value : text;
}

/** The whole number that these bytes are, the largest first, of two complements. */
export function toWhole(bytes: Uint8Array): bigint {
  return bytes.length === 0
    ? 0n
    : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
}

/** The shortest number that is this one in four bytes: 0.1, not 0.10000000149011612. */
export function toShortFloat(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** A time since 1970 in parts of a second, as ISO 8601 in UTC with the digits it has; the count where no calendar has it. */
export function toIsoTime(count: bigint, perSecond: bigint): string {
  const part = ((count % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((count - part) / perSecond) * 1000);
  if (Number.isNaN(date.getTime())) return String(count);
  const fraction = String(part)
    .padStart(String(perSecond).length - 1, "0")
    .replace(/0+$/, "");
  return `${date.toISOString().slice(0, -5)}${fraction === "" ? "" : `.${fraction}`}Z`;
}
