/**
 * Whether a number in a program still says what was written: "12345678901234567890" becomes another one, "1e-400"
 * nothing, and both without a word. How many zeros it was written with does not matter.
 */
export function keepsWritten(written: string, value: number): boolean {
  if (!Number.isFinite(value)) return true; // Says itself that it is no number of JSON.
  const digits = toDigits(written);
  // Not decimal: hexadecimal or octal, which are whole.
  if (digits === null) return !Number.isInteger(value) || Number.isSafeInteger(value);
  return digits === toDigits(String(value));
}

/** "-012.50e3" as "-125e2", so that the same number is the same text; null where it is not written in decimal. */
function toDigits(written: string): string | null {
  const [, minus, whole, fraction = "", exponent = "0"] =
    /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(written) ?? [];
  if (whole === undefined || whole + fraction === "") return null;
  const digits = whole + fraction;
  let start = 0;
  while (digits[start] === "0") start += 1;
  let end = digits.length;
  while (end > start && digits[end - 1] === "0") end -= 1;
  if (start === end) return "0";
  const power = Number(exponent) - fraction.length + (digits.length - end);
  return `${minus === "-" ? "-" : ""}${digits.slice(start, end)}e${power}`;
}
