/** Three digits: a value of evidence is good for no more. */
export function toDigits(value: number): string {
  if (value >= 1e6 || (value !== 0 && value < 0.01)) return value.toExponential(1);
  return Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 3 });
}
