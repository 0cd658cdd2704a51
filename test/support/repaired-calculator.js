// The calculator tool as it should be: precedence, and exact decimal fractions. Exists for tests only.
/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call -- Guest code has no types. */
/* oxlint-disable typescript/no-unsafe-member-access, typescript/no-unsafe-return, no-unused-vars -- Nor does anything call it: the sandbox finds its function by name. */
function run(input) {
  const tokens = String(input.expression).match(/\d+(?:\.\d+)?|[-+*/()]/g) || [];
  let position = 0;

  // A value is a fraction of two BigInts: no cent is lost before the last division.
  function fromText(text) {
    const [whole, part = ""] = text.split(".");
    return { top: BigInt(whole + part), bottom: 10n ** BigInt(part.length) };
  }

  function add(left, right) {
    return { top: left.top * right.bottom + right.top * left.bottom, bottom: left.bottom * right.bottom };
  }

  function negate(value) {
    return { top: -value.top, bottom: value.bottom };
  }

  function multiply(left, right) {
    return { top: left.top * right.top, bottom: left.bottom * right.bottom };
  }

  function divide(left, right) {
    if (right.top === 0n) throw new Error("division by zero");
    return { top: left.top * right.bottom, bottom: left.bottom * right.top };
  }

  function readOperand() {
    const token = tokens[position];
    position += 1;
    if (token === "-") return negate(readOperand());
    if (token === "(") {
      const inner = readSum();
      if (tokens[position] !== ")") throw new Error("a closing parenthesis is missing");
      position += 1;
      return inner;
    }
    if (token === undefined || !/^\d/.test(token)) throw new Error("a number is missing");
    return fromText(token);
  }

  function readProduct() {
    let value = readOperand();
    while (tokens[position] === "*" || tokens[position] === "/") {
      const isProduct = tokens[position] === "*";
      position += 1;
      value = isProduct ? multiply(value, readOperand()) : divide(value, readOperand());
    }
    return value;
  }

  function readSum() {
    let value = readProduct();
    while (tokens[position] === "+" || tokens[position] === "-") {
      const isSum = tokens[position] === "+";
      position += 1;
      const right = readProduct();
      value = add(value, isSum ? right : negate(right));
    }
    return value;
  }

  const value = readSum();
  if (position < tokens.length) throw new Error("unexpected text after the expression");
  const scale = 10n ** 12n;
  return { value: Number((value.top * scale) / value.bottom) / 1e12 };
}
