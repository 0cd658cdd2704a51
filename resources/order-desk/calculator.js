// Evaluates an arithmetic expression: numbers, + - * / and parentheses.
function run(input) {
  const tokens = String(input.expression).match(/\d+(?:\.\d+)?|[-+*/()]/g) || [];
  let position = 0;

  function readOperand() {
    const token = tokens[position];
    position += 1;
    if (token === "-") return -readOperand();
    if (token === "(") {
      const inner = readExpression();
      if (tokens[position] !== ")") throw new Error("a closing parenthesis is missing");
      position += 1;
      return inner;
    }
    const value = Number(token);
    if (token === undefined || Number.isNaN(value)) throw new Error("a number is missing");
    return value;
  }

  function apply(operator, left, right) {
    if (operator === "+") return left + right;
    if (operator === "-") return left - right;
    if (operator === "*") return left * right;
    if (right === 0) throw new Error("division by zero");
    return left / right;
  }

  function readExpression() {
    let value = readOperand();
    while (position < tokens.length && tokens[position] !== ")") {
      const operator = tokens[position];
      position += 1;
      value = apply(operator, value, readOperand());
    }
    return value;
  }

  const value = readExpression();
  if (position < tokens.length) throw new Error("unexpected text after the expression");
  return { value: value };
}
