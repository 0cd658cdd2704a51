/**
 * What the stand-in can think of doing to a calculator's code, right or wrong: how it says so, how it recognises
 * that somebody said so, and what it does. The judge is the evidence, not this table.
 */
export type CodeEdit = {
  readonly id: string;
  /** What the edit does, in one line. */
  readonly summary: string;
  readonly causes: readonly string[];
  /** Matched against a cause in lower case. */
  readonly isMeant: RegExp;
  /** The changed code, or null where the code is not built as expected. */
  readonly apply: (code: string) => string | null;
  /** What the tool would have answered instead, as far as that can be told from outside. */
  readonly predict: (answer: Answer) => number;
  /** Two edits of one aspect exclude each other. */
  readonly aspect: "order" | "digits";
};

/** A calculator's answer beside the true value of what it was asked, and the value without regard to precedence. */
export type Answer = { readonly shown: number; readonly exact: number; readonly flat: number };

/** Off by less than this, an answer is of the right computation, whatever was done to its digits. */
const DIGITS = 0.51;

/** The function that folds operands from left to right, and the names it goes by. */
const FOLD =
  /^([ \t]*)function (\w+)\(\) \{\s*let (\w+) = (\w+)\(\);\s*while \(([\s\S]*?)\) \{[\s\S]*?\b\3 = (\w+)\([\s\S]*?\n\1 {2}\}\s*return \3;\s*\n\1\}/m;
/** The last place where the answer is handed over. */
const ANSWER = /return \{ value: ([^}]*) \};(?![\s\S]*return \{ value:)/;

export const CODE_EDITS: readonly CodeEdit[] = [
  {
    id: "precedence",
    aspect: "order",
    summary: "The calculator minds precedence.",
    causes: [
      "The calculator works strictly from left to right: multiplication and division must come before addition and subtraction.",
      "The calculator ignores operator precedence, so 2+3*4 comes out as 20 instead of 14.",
    ],
    isMeant: /precedence|left to right|multiplication .*before|before (?:addition|adding)/,
    apply: withPrecedence,
    predict: ({ shown, exact, flat }) => (isWrongOrder({ shown, exact, flat }) ? exact : shown),
  },
  {
    id: "no-dust",
    aspect: "digits",
    summary: "The calculator rounds to nine decimals.",
    causes: [
      "The calculator answers with binary dust such as 0.30000000000000004; its result should be rounded to nine decimals.",
      "The calculator's floating-point result is off in the last digits and has to be rounded to nine decimals.",
    ],
    isMeant: /nine decimals|dust|floating[- ]point|last digits/,
    apply: (code) => withAnswer(code, (value) => `Number(${value}.toFixed(9))`),
    predict: (answer) => (isWrongOrder(answer) ? Number(answer.shown.toFixed(9)) : answer.exact),
  },
  {
    id: "to-cents",
    aspect: "digits",
    summary: "The calculator rounds to cents.",
    causes: [
      "The calculator should round its result to two decimals.",
      "The calculator must answer in whole cents.",
    ],
    isMeant: /two decimals|whole cents/,
    apply: (code) => withAnswer(code, (value) => `Math.round(${value} * 100) / 100`),
    predict: ({ shown }) => Math.round(shown * 100) / 100,
  },
  {
    id: "cut-cents",
    aspect: "digits",
    summary: "The calculator cuts off after the cents.",
    causes: ["The calculator should cut its result off after the cents."],
    isMeant: /cut .*cents|truncat/,
    apply: (code) => withAnswer(code, (value) => `Math.trunc(${value} * 100) / 100`),
    predict: ({ shown }) => Math.trunc(shown * 100) / 100,
  },
  {
    id: "to-units",
    aspect: "digits",
    summary: "The calculator rounds to whole numbers.",
    causes: ["The calculator should round its result to a whole number."],
    isMeant: /whole number|integer/,
    apply: (code) => withAnswer(code, (value) => `Math.round(${value})`),
    predict: ({ shown }) => Math.round(shown),
  },
];

/** Nearer to the flat value than to the true one, where these differ. */
function isWrongOrder({ shown, exact, flat }: Answer): boolean {
  return Math.abs(shown - exact) > DIGITS && Math.abs(shown - flat) <= DIGITS;
}

/** A fold over products of operands in place of the fold over operands. */
function withPrecedence(code: string): string | null {
  const found = FOLD.exec(code);
  if (found === null) return null;
  // Its loop already asks for an operator: the levels are there.
  if (/"[-+*/]"/.test(found[5] ?? "")) return code;
  const [whole, indent = "", fold = "", , operand = "", , apply = ""] = found;
  const level = (name: string, inner: string, operators: readonly [string, string]): string =>
    [
      `function ${name}() {`,
      `  let value = ${inner}();`,
      `  while (tokens[position] === "${operators[0]}" || tokens[position] === "${operators[1]}") {`,
      "    const operator = tokens[position];",
      "    position += 1;",
      `    value = ${apply}(operator, value, ${inner}());`,
      "  }",
      "  return value;",
      "}",
    ]
      .map((line) => indent + line)
      .join("\n");
  const product = `${level("readProduct", operand, ["*", "/"])}\n\n`;
  return code.replace(whole, () => product + level(fold, "readProduct", ["+", "-"]));
}

/** Whatever the answer was wrapped in before is dropped: an answer is rounded once. */
function withAnswer(code: string, wrap: (value: string) => string): string | null {
  const found = ANSWER.exec(code);
  const value = /\b(?!Number\b|Math\b|round\b|trunc\b|toFixed\b)[a-z]\w*\b/.exec(found?.[1] ?? "")?.[0];
  if (found === null || value === undefined) return null;
  return code.replace(ANSWER, () => `return { value: ${wrap(value)} };`);
}

/** A calculator written from scratch, with one edit in it: what a model does when it can't find its way in the code. */
export function rewriteCalculator({ apply }: CodeEdit): string {
  return apply(PLAIN) ?? PLAIN;
}

const PLAIN = `// Evaluates an arithmetic expression of numbers, + - * / and parentheses.
function run(input) {
  const tokens = String(input.expression).match(/\\d+(?:\\.\\d+)?|[-+*/()]/g) || [];
  let position = 0;

  function readOperand() {
    const token = tokens[position];
    position += 1;
    if (token === "-") return -readOperand();
    if (token === "(") {
      const inner = readSum();
      position += 1;
      return inner;
    }
    if (token === undefined || Number.isNaN(Number(token))) throw new Error("a number is missing");
    return Number(token);
  }

  function combine(operator, left, right) {
    if (operator === "+") return left + right;
    if (operator === "-") return left - right;
    return operator === "*" ? left * right : left / right;
  }

  function readSum() {
    let value = readOperand();
    while (position < tokens.length && tokens[position] !== ")") {
      const operator = tokens[position];
      position += 1;
      value = combine(operator, value, readOperand());
    }
    return value;
  }

  const value = readSum();
  return { value: value };
}
`;
