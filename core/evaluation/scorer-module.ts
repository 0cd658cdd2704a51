/** What the sandbox calls. */
export const SCORER_ENTRY = "scoreThis";

const DECLARES_SCORE = /^\s*(?:export\s+)?(?:(?:async\s+)?function\s*\*?|const|let|var|class)\s+score\b/m;
const DEFAULT_EXPORT = /^[ \t]*export[ \t]+default\b/m;
const NAMED_DEFAULT = /^([ \t]*export[ \t]+default[ \t]+)(?=(?:async[ \t]+)?function[ \t]+score\b)/m;
const COMMON_EXPORT = /^[ \t]*module\.exports\s*=/m;

const CALL = `
if (typeof score !== "function") throw new TypeError("what the code gives is no function");
async function ${SCORER_ENTRY}({ output, expected, item }) {
  return await score(output, expected, item);
}`;

/**
 * The module that a person's scorer is run as: what they wrote is a function by itself, or declares one called `score`,
 * or gives one away as `export default` or `module.exports`. Its lines keep their numbers, for what it says of faults.
 */
export function toScorerModule(code: string): string {
  return `${declareScore(code)}\n${CALL}`;
}

function declareScore(code: string): string {
  if (NAMED_DEFAULT.test(code)) return code.replace(NAMED_DEFAULT, "");
  if (DECLARES_SCORE.test(code)) return code;
  if (DEFAULT_EXPORT.test(code)) return code.replace(DEFAULT_EXPORT, "const score =");
  if (COMMON_EXPORT.test(code))
    return `const module = { exports: {} }; ${code}\nconst score = module.exports;`;
  return `const score = (${code.replace(/[\s;]+$/, "")}\n);`;
}

/**
 * The module of a promptfoo `javascript` check: an expression on one line, else the body of a function that returns.
 * Both know `output` and `context`.
 */
export function toCheckModule(code: string): string {
  const isBody = code.trim().includes("\n") || /^\s*(?:return|const|let|var|if|for|\/\/)\b/.test(code);
  const body = isBody ? code : `return (${code.trim().replace(/;+$/, "")}\n);`;
  return `async function ${SCORER_ENTRY}({ output, context }) { ${body}\n}`;
}
