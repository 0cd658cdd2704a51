/**
 * The code of the workspace's calculator tool as it is shipped: with a real defect, there to be found and repaired
 * by evolving the code. It works from left to right without regard to precedence, and in binary fractions, so
 * cents come out as 0.30000000000000004. The repaired version exists in the tests only.
 */
export const CALCULATOR_CODE = `// Evaluates an arithmetic expression: numbers, + - * / and parentheses.
function run(input) {
  const tokens = String(input.expression).match(/\\d+(?:\\.\\d+)?|[-+*/()]/g) || [];
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
`;
