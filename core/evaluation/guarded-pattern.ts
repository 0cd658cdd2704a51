import { createContext, Script } from "node:vm";

/** Patterns come from people and files, and some take for ever on some texts: each text gets this long, alone. */
const BUDGET_MS = 250;

export type Match = RegExpExecArray | null | "too-slow";

const context = createContext(Object.create(null) as object, {
  codeGeneration: { strings: false, wasm: false },
}) as {
  pattern: RegExp | null;
  texts: readonly string[];
  matches: Match[];
};
// Each match is kept as it is found: after an interruption `matches.length` names the text that took too long.
const script = new Script(
  "for (let at = 0; at < texts.length; at += 1) matches[at] = pattern.exec(texts[at]);",
);

/**
 * What `pattern.exec` finds in each text, in order; "too-slow" where it did not end within its time. The engine checks
 * for interruption while it backtracks, which a timer on the same thread could not do. The pattern has no g or y flag.
 */
export function execGuarded(pattern: RegExp, texts: readonly string[]): readonly Match[] {
  const found: Match[] = [];
  while (found.length < texts.length) {
    const rest = texts.slice(found.length);
    const matches = execWhileTime(pattern, rest);
    found.push(...matches);
    if (matches.length === rest.length) break;
    // The time may have gone to the texts before it: then it is tried again, as the first of the next turn.
    if (matches.length === 0) found.push("too-slow");
  }
  return found;
}

/** The matches of as many texts as the time is enough for. */
function execWhileTime(pattern: RegExp, texts: readonly string[]): readonly Match[] {
  const matches: Match[] = [];
  Object.assign(context, { pattern, texts, matches });
  try {
    script.runInContext(context, { timeout: BUDGET_MS });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  } finally {
    Object.assign(context, { pattern: null, texts: [], matches: [] });
  }
  return matches;
}

function isTimeout(error: unknown): boolean {
  // Not by instanceof: the error is born in the other context, whose Error is another one.
  if (typeof error !== "object" || error === null || !("code" in error)) return false;
  return error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
