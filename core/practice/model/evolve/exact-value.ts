/** A fraction, so that sums of prices have no rounding of their own. */
type Exact = { readonly over: bigint; readonly under: bigint };

/** Operators that bind equally, the loosest level first. */
type Levels = readonly (readonly string[])[];

const USUAL: Levels = [
  ["+", "-"],
  ["*", "/"],
];
const FLAT: Levels = [["+", "-", "*", "/"]];

/**
 * The true value of an arithmetic expression (numbers, + - * / and parentheses, with the usual precedence), or null
 * for anything else. The standard by which the stand-in judges what a calculator tool answered.
 */
export function exactValue(expression: string): number | null {
  return evaluate(expression, USUAL);
}

/** What comes out when precedence is ignored. */
export function leftToRightValue(expression: string): number | null {
  return evaluate(expression, FLAT);
}

function evaluate(expression: string, levels: Levels): number | null {
  const dense = expression.replaceAll(" ", "");
  const tokens = dense.match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  if (tokens.join("") !== dense) return null;
  const value = readLevel(tokens, levels, 0);
  return value === null || tokens.length > 0 ? null : toNumber(value);
}

/** Takes its tokens off the front of the list. */
function readLevel(tokens: string[], levels: Levels, level: number): Exact | null {
  const operators = levels[level];
  if (operators === undefined) return readOperand(tokens, levels);
  let value = readLevel(tokens, levels, level + 1);
  while (value !== null && operators.includes(tokens[0] ?? "")) {
    const operator = tokens.shift() ?? "";
    const next = readLevel(tokens, levels, level + 1);
    value = next === null ? null : combine(operator, value, next);
  }
  return value;
}

function combine(operator: string, a: Exact, b: Exact): Exact | null {
  switch (operator) {
    case "+":
      return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
    case "-":
      return { over: a.over * b.under - b.over * a.under, under: a.under * b.under };
    case "*":
      return { over: a.over * b.over, under: a.under * b.under };
    default:
      return b.over === 0n ? null : { over: a.over * b.under, under: a.under * b.over };
  }
}

function readOperand(tokens: string[], levels: Levels): Exact | null {
  const token = tokens.shift();
  if (token === "-") {
    const value = readOperand(tokens, levels);
    return value === null ? null : { ...value, over: -value.over };
  }
  if (token === "(") {
    const inner = readLevel(tokens, levels, 0);
    return tokens.shift() === ")" ? inner : null;
  }
  if (token === undefined || !/^\d/.test(token)) return null;
  const [whole = "", fraction = ""] = token.split(".");
  return { over: BigInt(whole + fraction), under: 10n ** BigInt(fraction.length) };
}

/** By way of twelve decimals, which is more than money has and less than a double loses. */
function toNumber({ over, under }: Exact): number {
  const scaled = (over * 10n ** 13n) / under;
  const rounded = (scaled + (scaled < 0n ? -5n : 5n)) / 10n;
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(13, "0");
  return Number(`${rounded < 0n ? "-" : ""}${digits.slice(0, -12)}.${digits.slice(-12)}`);
}
